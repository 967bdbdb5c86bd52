// Two runs held against each other: who is elsewhere, between which pools and zones, and why.

import { describe, expect, it } from "vitest";

import { compareRuns } from "../../../src/simulation/explain/compare-runs.ts";
import { FULL, PACKING, SHRUNK, SPREADING } from "./small-pairs.ts";

describe("a run compared with itself", () => {
  it("differs in nothing", () => {
    const { common, differing, moved, byPool } = compareRuns(SPREADING, SPREADING, 20);
    expect({ common, differing, moved, byPool }).toEqual({ common: 1, differing: 0, moved: [], byPool: [] });
  });
});

describe("a pod that moved", () => {
  it("did so by the plugin whose score made the difference", () => {
    const { moved, byZone, causes } = compareRuns(SPREADING, PACKING, 20);
    expect(moved).toMatchObject([
      {
        pod: "default/web-0",
        from: { kind: "placed", node: "large" },
        to: { kind: "placed", node: "small" },
        whyNotFirst: { kind: "score", plugin: "NodeResourcesFit" },
        whyNotSecond: { kind: "score", plugin: "NodeResourcesFit" },
      },
    ]);
    expect(byZone).toEqual([{ from: "b", to: "a", pods: 1 }]);
    expect(causes).toEqual([{ cause: "score: NodeResourcesFit", pods: 1 }]);
  });

  it("or by the filter that refused", () => {
    const [moved] = compareRuns(SPREADING, SHRUNK, 20).moved;
    expect(moved?.whyNotFirst).toEqual({ kind: "refused", plugin: "NodeResourcesFit", reasons: ["Insufficient cpu"] });
    expect(moved?.whyNotSecond).toMatchObject({ kind: "score" });
  });

  it("or because the node is not there", () => {
    const [moved] = compareRuns(FULL, SPREADING, 20).moved;
    expect(moved).toMatchObject({
      from: { kind: "waiting" },
      to: { kind: "placed", node: "large" },
      whyNotFirst: null,
    });
  });
});

describe("a pod that waits in one of them", () => {
  it("is told with the message of its last attempt", () => {
    const { moved, byPool, second } = compareRuns(SPREADING, FULL, 20);
    const [pod] = moved;
    const message = pod?.to.kind === "waiting" ? pod.to.message : "";
    expect(message).toMatch(/^0\/1 nodes are available: 1 Insufficient cpu/);
    expect(pod?.whyNotFirst).toEqual({ kind: "waited", message });
    expect(byPool).toEqual([{ from: "nodes", to: "(waiting)", pods: 1 }]);
    expect([second.placed, second.waiting]).toEqual([0, 1]);
  });
});

describe("a pod that only one of them knows", () => {
  it("is counted apart, and told as absent from the other", () => {
    const strangers = { ...SPREADING, workloads: [] };
    const { common, differing, onlyInFirst, onlyInSecond, moved } = compareRuns(strangers, SPREADING, 20);
    expect({ common, differing, onlyInFirst, onlyInSecond }).toEqual({
      common: 0,
      differing: 0,
      onlyInFirst: 0,
      onlyInSecond: 1,
    });
    expect(moved).toMatchObject([{ pod: "default/web-0", from: { kind: "absent" }, to: { kind: "placed" } }]);
  });
});

describe("a limit", () => {
  it("keeps pods from being looked into, not from being counted", () => {
    const { differing, moved } = compareRuns(SPREADING, PACKING, 0);
    expect([differing, moved]).toEqual([1, []]);
  });
});
