// When taints drive pods away. What the real controller did in whole clusters is replayed in tests/conformance/nodes.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { TaintEviction, type EvictionDecision } from "../../../src/components/node-lifecycle/taint-eviction.ts";
import type { Taint, Toleration } from "../../../src/model/objects.ts";

const SECOND = 1_000_000;
const TAINT: Taint = { key: "maintenance", effect: "NoExecute" };

function bearing(tolerationSeconds: number): Toleration {
  return { key: "maintenance", operator: "Exists", tolerationSeconds };
}

/** One node with one pod. */
function world(tolerations: readonly Toleration[]) {
  const decisions: string[] = [];
  const wakes: number[] = [];
  const state = {
    taints: [TAINT] as readonly Taint[],
    node: "n" as string | undefined,
    tolerations,
    borneSinceUs: undefined as number | undefined,
    refuses: false,
  };
  const eviction = new TaintEviction({
    view: {
      noExecuteTaints: () => state.taints,
      podsOn: () => [0],
      nodeNameOf: () => state.node,
      tolerationsOf: () => state.tolerations,
      borneSinceUs: () => state.borneSinceUs,
      keyOf: () => "default/p",
    },
    write: (decision: EvictionDecision) => {
      if (state.refuses && decision.kind !== "pod-event") return false;
      decisions.push(decision.kind === "pod-event" ? decision.event.message : decision.kind);
      return true;
    },
    wake: (_pod, at) => wakes.push(at / SECOND),
  });
  return { eviction, state, decisions, wakes };
}

describe("the eviction of a pod", () => {
  it("comes at once where it does not bear the taint", () => {
    const { eviction, decisions } = world([]);
    eviction.nodeChanged("n", moment(SECOND));
    expect(decisions).toEqual(["Marking for deletion Pod default/p", "disruption-target", "delete-pod"]);
  });

  it("comes when its time is over", () => {
    const { eviction, decisions, wakes } = world([bearing(30)]);
    eviction.nodeChanged("n", moment(SECOND));
    expect([wakes, decisions]).toEqual([[31], []]);
    eviction.fire(0, moment(31 * SECOND));
    expect(decisions).toHaveLength(3);
  });

  it("counts the time that it bore the taint before the run, and comes at once where that is over", () => {
    const { eviction, state, decisions, wakes } = world([bearing(300)]);
    state.borneSinceUs = -121 * SECOND;
    eviction.nodeChanged("n", moment(0));
    expect([wakes, decisions]).toEqual([[179], []]);
    const late = world([bearing(300)]);
    late.state.borneSinceUs = -600 * SECOND;
    late.eviction.nodeChanged("n", moment(0));
    expect(late.decisions).toHaveLength(3);
  });

  it("never comes where it bears the taint for ever", () => {
    const { eviction, wakes } = world([{ operator: "Exists" }]);
    eviction.nodeChanged("n", moment(SECOND));
    expect(wakes).toEqual([]);
  });

  it("keeps its time when other taints come, and is called off when all go", () => {
    const { eviction, state, decisions, wakes } = world([bearing(30), { key: "gpu", tolerationSeconds: 5 }]);
    eviction.nodeChanged("n", moment(SECOND));
    state.taints = [TAINT, { key: "gpu", effect: "NoExecute" }];
    eviction.nodeChanged("n", moment(2 * SECOND));
    expect(wakes).toEqual([31]);
    state.taints = [];
    eviction.nodeChanged("n", moment(3 * SECOND));
    expect(decisions).toEqual(["Cancelling deletion of Pod default/p"]);
    eviction.fire(0, moment(31 * SECOND));
    expect(decisions).toHaveLength(1);
  });

  it("concerns pods that come later, and not those that are gone", () => {
    const { eviction, state, decisions, wakes } = world([bearing(30)]);
    state.node = "";
    eviction.nodeChanged("n", moment(SECOND));
    expect(eviction.isTimed(0)).toBe(true);
    state.node = undefined;
    eviction.podChanged(0, moment(2 * SECOND));
    expect(decisions).toEqual(["Cancelling deletion of Pod default/p"]);
    state.node = "n";
    eviction.podChanged(0, moment(3 * SECOND));
    expect(wakes).toEqual([31, 33]);
  });

  it("is tried five times in all", () => {
    const { eviction, state, wakes } = world([]);
    state.refuses = true;
    eviction.nodeChanged("n", moment(SECOND));
    for (let at = wakes.at(-1); at !== undefined && wakes.length < 9; at = undefined) {
      for (let next = 0; next < wakes.length; next += 1) eviction.fire(0, moment(Math.round(wakes[next]! * SECOND)));
    }
    expect(wakes).toEqual([1.01, 1.02, 1.03, 1.04]);
  });

  it("goes on from a saved state", () => {
    const { eviction } = world([bearing(30)]);
    eviction.nodeChanged("n", moment(SECOND));
    const saved = JSON.parse(JSON.stringify(eviction.state)) as typeof eviction.state;
    const ports = { view: {} as never, write: () => true, wake: () => undefined };
    expect(new TaintEviction(ports, saved).state).toEqual(eviction.state);
  });
});
