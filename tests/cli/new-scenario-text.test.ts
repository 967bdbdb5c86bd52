// What plimsoll init says of what it wrote.

import { describe, expect, it } from "vitest";

import type { NewScenario } from "../../src/scenario/init/new-scenario.ts";

import { describeExample, describeNewScenario } from "../../src/cli/new-scenario-text.ts";

const SCENARIO: NewScenario = {
  files: [],
  nodes: 1,
  boundPods: 0,
  pendingPods: 2,
  othersByKind: new Map(["A", "B", "C", "D", "E", "F", "G", "H"].map((kind, index) => [kind, index + 1])),
  ended: 0,
  leftOutByKind: new Map(),
};

describe("what is said", () => {
  it("of an example is where it is and what comes next", () => {
    expect(describeExample(["a b/scenario.yaml", "a b/workloads.yaml"])).toBe(
      "wrote     a b/scenario.yaml\n          a b/workloads.yaml\nnext      plimsoll run 'a b/scenario.yaml'\n",
    );
  });

  it("of a dump is what it holds, most frequent kinds first", () => {
    const text = describeNewScenario(SCENARIO, ["d/scenario.yaml"], false);
    expect(text).toContain(
      "holds     1 node, 0 pods on them, 2 pods to be placed, 8 H, 7 G, 6 F, 5 E, 4 D, 3 C, 3 others\n",
    );
    expect(text).toContain("left out  of all objects what decides no placement");
    expect(text).not.toContain("renamed");
  });

  it("tells what was left out as a whole, and that names are others", () => {
    const more = { ...SCENARIO, ended: 3, leftOutByKind: new Map([["Secret", 2]]) };
    const text = describeNewScenario(more, ["d/scenario.yaml"], true);
    expect(text).toContain("left out  3 pods and jobs that have ended; 2 Secret; of all objects");
    expect(text).toContain("renamed   all names");
  });
});
