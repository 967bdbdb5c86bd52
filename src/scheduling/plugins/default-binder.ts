// DefaultBinder: asks the API server to bind the pod. The request itself, its delay and its rate limit are the
// scheduler component's; here it always agrees.
// Imitates plugins/defaultbinder/default_binder.go, v1.36.

import type { PluginDefinition } from "../framework/plugin.ts";
import { SUCCESS } from "../framework/status.ts";

export const defaultBinder: PluginDefinition = {
  name: "DefaultBinder",
  source: "plugins/defaultbinder/default_binder.go v1.36",
  points: ["bind"],
  create: () => ({ bind: () => SUCCESS }),
};
