// Topology spread constraints, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { TopologySpreadConstraint } from "../../../../src/model/api/types/affinity.ts";
import { validateTopologySpreadConstraints } from "../../../../src/model/api/validation/topology-spread.ts";
import { errorLines } from "../error-lines.ts";

const GOOD: TopologySpreadConstraint = { maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" };

function mistakes(...constraints: readonly TopologySpreadConstraint[]): readonly string[] {
  return errorLines(validateTopologySpreadConstraints(constraints, FieldPath.root("c")));
}

it.each<[string, TopologySpreadConstraint, readonly string[]]>([
  ["good", {}, []],
  ["with policies", { nodeAffinityPolicy: "Ignore", nodeTaintsPolicy: "Honor", minDomains: 2 }, []],
  ["without skew", { maxSkew: 0 }, ["c[0].maxSkew: Invalid value: 0: must be greater than zero"]],
  ["without topology", { topologyKey: "" }, ["c[0].topologyKey: Required value: can not be empty"]],
  [
    "of an unknown action",
    { whenUnsatisfiable: "Wait" },
    ['c[0].whenUnsatisfiable: Unsupported value: "Wait": supported values: "DoNotSchedule", "ScheduleAnyway"'],
  ],
  ["of at least no domains", { minDomains: 0 }, ["c[0].minDomains: Invalid value: 0: must be greater than zero"]],
  [
    "of at least some domains, if possible",
    { minDomains: 2, whenUnsatisfiable: "ScheduleAnyway" },
    [
      "c[0].minDomains: Invalid value: 2: " +
        "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway",
    ],
  ],
  [
    "of unknown policies",
    { nodeAffinityPolicy: "x", nodeTaintsPolicy: "" },
    [
      'c[0].nodeAffinityPolicy: Unsupported value: "x": supported values: "Honor", "Ignore"',
      'c[0].nodeTaintsPolicy: Unsupported value: "": supported values: "Honor", "Ignore"',
    ],
  ],
  [
    "by keys without a selector",
    { matchLabelKeys: ["a"] },
    ["c[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set"],
  ],
  [
    "by a bad selector",
    { labelSelector: { matchExpressions: [{ key: "a", operator: "Bad" }] } },
    ['c[0].labelSelector.matchExpressions[0].operator: Invalid value: "Bad": not a valid selector operator'],
  ],
])("a constraint %s", (_what, constraint, lines) => {
  expect(mistakes({ ...GOOD, ...constraint })).toEqual(lines);
});

it("stands there once for each topology and action", () => {
  expect(mistakes(GOOD, { ...GOOD, whenUnsatisfiable: "ScheduleAnyway" })).toEqual([]);
  expect(mistakes(GOOD, { ...GOOD, maxSkew: 2 })).toEqual([
    'c[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"',
  ]);
});
