// PrioritySort: higher priority first, then whoever was put into the queue earlier.
// Imitates plugins/queuesort/priority_sort.go, v1.36.

import type { PluginDefinition } from "../framework/plugin.ts";

export const prioritySort: PluginDefinition = {
  name: "PrioritySort",
  source: "plugins/queuesort/priority_sort.go v1.36",
  points: ["queueSort"],
  create: () => ({
    queueSort: (left, right) => right.priority - left.priority || left.queuedAtUs - right.queuedAtUs,
  }),
};
