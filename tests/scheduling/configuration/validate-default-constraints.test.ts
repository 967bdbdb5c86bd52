// Default constraints of PodTopologySpread.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../src/model/api/field-path.ts";
import type { TopologySpreadConstraint } from "../../../src/model/api/types/affinity.ts";
import { validateDefaultConstraints } from "../../../src/scheduling/configuration/validate-default-constraints.ts";

const GOOD = { maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "ScheduleAnyway" };

function said(...constraints: readonly TopologySpreadConstraint[]): readonly string[] {
  return validateDefaultConstraints(constraints, FieldPath.root("c")).map(
    ({ path, message }) => `${String(path)}: ${message}`,
  );
}

describe("default constraints", () => {
  it("may differ in key or action", () => {
    expect(said(GOOD, { ...GOOD, topologyKey: "host" }, { ...GOOD, whenUnsatisfiable: "DoNotSchedule" })).toEqual([]);
  });

  it("are refused if they repeat another", () => {
    expect(said(GOOD, { ...GOOD, maxSkew: 2 })).toEqual(['c[1]: Duplicate value: "{zone, ScheduleAnyway}"']);
  });

  it.each<[string, TopologySpreadConstraint, readonly string[]]>([
    [
      "all that is missing",
      {},
      [
        "c[0].maxSkew: Invalid value: 0: not in valid range (0, inf)",
        "c[0].topologyKey: Required value: can not be empty",
        "c[0].whenUnsatisfiable: Required value: can not be empty",
      ],
    ],
    [
      "an action that is none",
      { ...GOOD, whenUnsatisfiable: "Bad" },
      ['c[0].whenUnsatisfiable: Unsupported value: "Bad": supported values: "DoNotSchedule", "ScheduleAnyway"'],
    ],
    [
      "a selector",
      { ...GOOD, labelSelector: {} },
      ["c[0].labelSelector: Forbidden: constraint must not define a selector, as they deduced for each pod"],
    ],
    [
      "a key that is none",
      { ...GOOD, topologyKey: "/x" },
      ['c[0].topologyKey: Invalid value: "/x": prefix part must be non-empty'],
    ],
  ])("tell %s", (_sentence, constraint, errors) => {
    expect(said(constraint)).toEqual(errors);
  });
});
