// SchedulingGates: a pod with gates does not enter the queue.
// Imitates plugins/schedulinggates/scheduling_gates.go, v1.36.

import type { PluginDefinition } from "../framework/plugin.ts";
import { SUCCESS, unresolvable } from "../framework/status.ts";

export const schedulingGates: PluginDefinition = {
  name: "SchedulingGates",
  source: "plugins/schedulinggates/scheduling_gates.go v1.36",
  points: ["preEnqueue"],
  create: () => ({
    preEnqueue({ gates }) {
      return gates.length === 0 ? SUCCESS : unresolvable(`waiting for scheduling gates: [${gates.join(" ")}]`);
    },
  }),
};
