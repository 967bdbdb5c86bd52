// One pass of the pod garbage collector, and its quarantine of nodes that are missing.

import { describe, expect, it } from "vitest";

import { gcPass, type GcDecision, type GcView, type Quarantine } from "../../../src/components/pod-gc/gc-pass.ts";

const SECOND = 1_000_000;

function viewWith(parts: Partial<GcView>): GcView {
  return {
    endedPods: () => [],
    stuckPods: () => [],
    orphans: () => new Map(),
    unboundTerminating: () => [],
    compareEnded: (left, right) => left - right,
    isEnded: () => false,
    ...parts,
  };
}

/** What a pass at a second does, as `kind pod`. */
function pass(view: GcView, quarantine: Quarantine, second: number, threshold = 0): readonly string[] {
  const decisions: GcDecision[] = [];
  const write = (decision: GcDecision) => decisions.push(decision) > 0;
  gcPass({ view, write }, quarantine, threshold, second * SECOND);
  return decisions.map(({ kind, pod }) => `${kind} ${pod}`);
}

describe("a pass of the garbage collector", () => {
  it("deletes orphans 40 s after it has missed their node", () => {
    const quarantine: Quarantine = new Map();
    const view = viewWith({ orphans: () => new Map([["gone", [7]]]) });
    expect([0, 20].flatMap((second) => pass(view, quarantine, second))).toEqual([]);
    expect(pass(view, quarantine, 40)).toEqual(["fail-pod 7", "force-delete-pod 7"]);
  });

  it("does nothing about a node that is back by then, and deletes at once what it misses with it later", () => {
    const quarantine: Quarantine = new Map();
    const orphaned = viewWith({ orphans: () => new Map([["gone", [7]]]) });
    for (const second of [0, 20, 40]) pass(orphaned, quarantine, second);
    expect(pass(viewWith({}), quarantine, 60)).toEqual([]);
    expect(pass(orphaned, quarantine, 80)).toEqual(["fail-pod 7", "force-delete-pod 7"]);
  });

  it("deletes the first of too many ended pods, and never all", () => {
    const view = viewWith({ endedPods: () => [3, 1, 2], isEnded: () => true });
    expect(pass(view, new Map(), 0, 2)).toEqual(["force-delete-pod 1"]);
    expect(pass(view, new Map(), 0, 0)).toEqual([]);
  });

  it("deletes pods that are stuck, and those that were never bound", () => {
    const view = viewWith({ stuckPods: () => [1], unboundTerminating: () => [2] });
    expect(pass(view, new Map(), 0)).toEqual(["fail-pod 1", "force-delete-pod 1", "fail-pod 2", "force-delete-pod 2"]);
  });

  it("does not delete what could not be marked", () => {
    const decisions: GcDecision[] = [];
    const write = (decision: GcDecision) => decisions.push(decision) < 0;
    gcPass({ view: viewWith({ stuckPods: () => [1] }), write }, new Map(), 0, 0);
    expect(decisions.map(({ kind }) => kind)).toEqual(["fail-pod"]);
  });
});
