// Which pods go first: each rule alone, and which rule stands above which.

import { describe, expect, it } from "vitest";

import {
  compareActivePods,
  compareRankedPods,
  countByNode,
  type RankedPod,
} from "../../../src/model/ranking/deletion-order.ts";

const SECOND_US = 1_000_000;
const NOW_US = 1_000_000 * SECOND_US;

const agoUs = (seconds: number): number => NOW_US - seconds * SECOND_US;

const ordinary: RankedPod = {
  uid: "m",
  nodeName: "n1",
  phase: "Running",
  readiness: { isReady: true, changedAtUs: agoUs(100) },
  restarts: { containers: 0, sidecars: 0 },
  createdAtUs: agoUs(100),
  deletionCost: 0,
  neighbours: 1,
};

const readyFor = (seconds: number): Partial<RankedPod> => ({
  readiness: { isReady: true, changedAtUs: agoUs(seconds) },
});
const restarted = (containers: number, sidecars = 0): Partial<RankedPod> => ({ restarts: { containers, sidecars } });
const notReady: Partial<RankedPod> = { readiness: { isReady: false, changedAtUs: undefined } };

type Pair = readonly [string, Partial<RankedPod>, Partial<RankedPod>];

/** The first of each two goes first, by both orders. */
const COMMON: readonly Pair[] = [
  ["on no node", { nodeName: "" }, {}],
  ["pending", { phase: "Pending" }, { phase: "Unknown" }],
  ["of unknown phase", { phase: "Unknown" }, {}],
  ["of a phase that nobody orders", { phase: "" }, { phase: "Unknown" }],
  ["not ready", notReady, {}],
  ["ready for a shorter time", readyFor(10), readyFor(1_000)],
  ["ready since nobody knows when", { readiness: { isReady: true, changedAtUs: undefined } }, {}],
  ["restarted more often", restarted(2), restarted(1, 5)],
  ["whose sidecar restarted more often", restarted(1, 2), restarted(1, 1)],
  ["younger", { createdAtUs: agoUs(10) }, { createdAtUs: agoUs(1_000) }],
  ["created nobody knows when", { createdAtUs: undefined }, {}],
  ["on no node, though ready and older", { nodeName: "", createdAtUs: agoUs(1_000) }, notReady],
  ["not ready, though older", { ...notReady, createdAtUs: agoUs(1_000) }, { createdAtUs: agoUs(10) }],
  ["ready for a shorter time, though less restarted", readyFor(10), { ...readyFor(1_000), ...restarted(9) }],
];

const signs = (left: Partial<RankedPod>, right: Partial<RankedPod>): readonly number[] => {
  const [first, second] = [
    { ...ordinary, ...left },
    { ...ordinary, ...right },
  ] as const;
  return [
    Math.sign(compareRankedPods(first, second, NOW_US)),
    Math.sign(compareRankedPods(second, first, NOW_US)),
    Math.sign(compareActivePods(first, second)),
    Math.sign(compareActivePods(second, first)),
  ];
};

describe("the pod that goes first is the one", () => {
  it.each(COMMON)("%s", (_sentence, first, second) => {
    expect(signs(first, second)).toEqual([-1, 1, -1, 1]);
  });

  it.each<Pair>([
    ["that costs less", { deletionCost: -1 }, { ...readyFor(1) }],
    ["with more neighbours", { neighbours: 3 }, { neighbours: 2, ...readyFor(1) }],
    ["that costs less, though it has fewer neighbours", { deletionCost: 0 }, { deletionCost: 5, neighbours: 3 }],
  ])("%s, to a ReplicaSet", (_sentence, first, second) => {
    expect(signs(first, second).slice(0, 2)).toEqual([-1, 1]);
  });
});

describe("spans of about the same length", () => {
  it("are told apart by identifier only, to a ReplicaSet", () => {
    expect(signs({ ...readyFor(101), uid: "a" }, { ...readyFor(100), uid: "b" })).toEqual([-1, 1, 1, -1]);
    expect(signs({ ...readyFor(101), uid: "a" }, { ...readyFor(100), uid: "b", ...restarted(9) }).slice(0, 2)).toEqual([
      -1, 1,
    ]);
    expect(signs({ createdAtUs: agoUs(101), uid: "a" }, { createdAtUs: agoUs(100), uid: "b" }).slice(0, 2)).toEqual([
      -1, 1,
    ]);
  });

  it("end where the next power of two of nanoseconds begins", () => {
    const younger = { createdAtUs: NOW_US - 1_073_741, uid: "z" };
    const older = { createdAtUs: NOW_US - 1_073_742, uid: "a" };
    expect(signs(younger, older).slice(0, 2)).toEqual([-1, 1]);
  });

  it("are no spans if they lie ahead", () => {
    expect(signs({ createdAtUs: NOW_US + 5, uid: "a" }, { createdAtUs: NOW_US, uid: "b" }).slice(0, 2)).toEqual([
      -1, 1,
    ]);
    expect(signs({ createdAtUs: NOW_US + 5, uid: "b" }, { createdAtUs: NOW_US - 1, uid: "a" }).slice(0, 2)).toEqual([
      -1, 1,
    ]);
  });
});

describe("pods that no rule tells apart", () => {
  it("are equal", () => {
    expect(signs({}, {})).toEqual([0, 0, 0, 0]);
    expect(signs({ ...notReady, uid: "a" }, { ...notReady, uid: "b" })).toEqual([0, 0, 0, 0]);
  });
});

describe("neighbours", () => {
  it("are counted by node", () => {
    const counts = countByNode(["n1", "", "n1", ""].map((nodeName) => ({ nodeName })));
    expect([...counts]).toEqual([
      ["n1", 2],
      ["", 2],
    ]);
  });
});
