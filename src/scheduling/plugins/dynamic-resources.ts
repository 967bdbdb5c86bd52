// DynamicResources, for pods without resource claims: scores nothing, and has its words in messages.
// Claims themselves are not simulated; the readers name pods that have any.
// Imitates plugins/dynamicresources/dynamicresources.go, v1.36.

import { normalizeAscending } from "../framework/normalize-score.ts";
import type { PluginDefinition } from "../framework/plugin.ts";

export const dynamicResources: PluginDefinition = {
  name: "DynamicResources",
  source: "plugins/dynamicresources/dynamicresources.go v1.36 (pods without claims)",
  points: ["score", "postFilter"],
  create: () => ({
    postFilter(_pod, { preFilter }) {
      // A plugin that stops PreFilter for good leaves this one without its state, and looking for that fails.
      if (preFilter?.code === "UnschedulableAndUnresolvable")
        return { code: "Error", message: "not found", nomination: { kind: "keep" } };
      return { code: "Unschedulable", message: "no new claims to deallocate", nomination: { kind: "keep" } };
    },
    score: () => 0,
    normalizeScore: normalizeAscending,
    sign: ({ pod }) => ((pod.spec.resourceClaims ?? []).length === 0 ? "" : undefined),
    columnar: {
      locality: "candidates",
      score(_podClass, _nodes, count, scores) {
        scores.fill(0, 0, count);
      },
      uniformScore: () => 0,
    },
  }),
};
