// DynamicResources, for pods without resource claims: scores nothing, and has its words in messages.
// Claims themselves are not simulated; the readers name pods that have any.
// Imitates plugins/dynamicresources/dynamicresources.go, v1.36.

import { normalizeAscending } from "../framework/normalize-score.ts";
import type { PluginDefinition, SchedulerPlugin } from "../framework/plugin.ts";
import { SUCCESS } from "../framework/status.ts";

/** Without its preFilter the plugin looks for its state in vain. */
const UNPREPARED: SchedulerPlugin = {
  filterWithoutState: "not found",
  postFilterWithoutState: "not found",
  scoreWithoutState: "not found",
};

export const dynamicResources: PluginDefinition = {
  name: "DynamicResources",
  source: "plugins/dynamicresources/dynamicresources.go v1.36 (pods without claims)",
  points: ["preFilter", "filter", "score", "postFilter"],
  create: (_args, { cluster }) => ({
    preFilter: () => ({ kind: "skip" }),
    filter: () => SUCCESS,
    postFilter: () => ({
      code: "Unschedulable",
      message: cluster.behaviour.dynamicResources ? "no new claims to deallocate" : "plugin disabled",
      nomination: { kind: "keep" },
    }),
    score: () => 0,
    normalizeScore: normalizeAscending,
    ...(cluster.behaviour.dynamicResources ? UNPREPARED : {}),
    sign: ({ pod }) => ((pod.spec.resourceClaims ?? []).length === 0 ? "" : undefined),
    columnar: {
      locality: "candidates",
      filterIsIdle: () => true,
      filter: (_podClass, _nodes, count) => count,
      score(_podClass, _nodes, count, scores) {
        scores.fill(0, 0, count);
      },
      uniformScore: () => 0,
    },
  }),
};
