// What one node comes to for a DaemonSet.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { isUpdatedBy } from "../../../../src/components/controllers/daemon-set/daemon-pods.ts";
import {
  AVAILABLE,
  BROKEN,
  CROWDED,
  CURRENT,
  DESIRED,
  isOrderOfConcern,
  MISSCHEDULED,
  PAIRED,
  READY,
  REPLACEABLE,
  SERVED,
  sortedOut,
  stateOf,
  UNAVAILABLE,
  UPDATED,
  WORK,
} from "../../../../src/components/controllers/daemon-set/place-state.ts";
import { node } from "../../../model/build-objects.ts";
import { daemonPod, daemonSet } from "./build-daemons.ts";

const OPEN = node("n", {});
const CLOSED = node("n", {}, { taints: [{ key: "x", effect: "NoSchedule" }] });
const CLEARED = node("n", {}, { taints: [{ key: "x", effect: "NoExecute" }] });
const RULES = {
  template: daemonSet().spec?.template ?? {},
  minReadySeconds: 10,
  isUpdated: isUpdatedBy(daemonSet(), "new"),
};
const NOW_US = 100_000_000;
const UNREADY = { readySinceUs: undefined };
const FRESH = daemonPod("n", "new", { name: "fresh" });
const OLD = daemonPod("n", "old", { name: "old" });

function stateWith(pods: readonly LivePod[], on = OPEN): number {
  return stateOf(RULES, on, pods, NOW_US);
}

describe("a node", () => {
  it("without a pod lacks one, where one should be", () => {
    expect(stateWith([])).toBe(DESIRED | WORK | UNAVAILABLE);
    expect(stateWith([], CLOSED)).toBe(0);
  });

  it("with a pod counts as its pod does", () => {
    const there = DESIRED | CURRENT | UPDATED;
    expect(stateWith([FRESH])).toBe(there | READY | AVAILABLE | SERVED);
    expect(stateWith([daemonPod("n", "new", { readySinceUs: 95_000_000 })])).toBe(there | READY | UNAVAILABLE);
    expect(stateWith([daemonPod("n", "new", UNREADY)])).toBe(there | UNAVAILABLE);
  });

  it("with a pod where none should be lets it stay or go", () => {
    expect(stateWith([FRESH], CLOSED)).toBe(MISSCHEDULED | SERVED);
    expect(stateWith([FRESH], CLEARED)).toBe(MISSCHEDULED | SERVED | WORK);
  });

  it("is to be looked at for a pod that is over, for a second one, and for one that is going", () => {
    expect(stateWith([daemonPod("n", "new", { phase: "Failed" })]) & WORK).toBe(WORK);
    expect(stateWith([FRESH, OLD]) & WORK).toBe(WORK);
    expect(stateWith([daemonPod("n", "new", { isDeleted: true })]) & WORK).toBe(WORK);
  });

  it("that is gone is to be looked at for pods that wait for it", () => {
    expect(stateOf(RULES, undefined, [FRESH], NOW_US)).toBe(SERVED);
    const { nodeName: _, ...waiting } = OLD;
    expect(stateOf(RULES, undefined, [{ ...waiting, nodeName: undefined }], NOW_US)).toBe(WORK | REPLACEABLE | SERVED);
  });
});

it("stands somewhere in an update", () => {
  const update = UNAVAILABLE | REPLACEABLE | BROKEN | PAIRED | CROWDED | SERVED;
  expect(stateWith([OLD]) & update).toBe(REPLACEABLE | SERVED);
  expect(stateWith([daemonPod("n", "old", UNREADY)]) & update).toBe(BROKEN | UNAVAILABLE);
  expect(stateWith([OLD, FRESH]) & update).toBe(PAIRED | UNAVAILABLE | SERVED);
  expect(stateWith([OLD, daemonPod("n", "old")]) & update).toBe(CROWDED | UNAVAILABLE);
  expect(sortedOut([OLD, FRESH], RULES.isUpdated)).toEqual({ fresh: FRESH, old: OLD });
});

it("cares for the order of its pods only where the first is dealt with first", () => {
  const failed = daemonPod("n", "new", { name: "failed", phase: "Failed" });
  const ended = daemonPod("n", "new", { name: "ended", phase: "Succeeded" });
  const isOfConcern = (pods: readonly LivePod[], on = OPEN) => isOrderOfConcern(RULES, on, pods);
  expect([isOfConcern([failed]), isOfConcern([failed, FRESH]), isOfConcern([failed, ended])]).toEqual([
    false,
    false,
    true,
  ]);
  expect(isOfConcern([OLD, FRESH], CLEARED)).toBe(true);
  expect(isOfConcern([OLD, daemonPod("n", "new", { isDeleted: true })], CLEARED)).toBe(false);
  expect(isOrderOfConcern(RULES, undefined, [OLD, FRESH])).toBe(true);
});
