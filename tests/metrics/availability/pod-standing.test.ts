// What a pod counts as: the bits that hold after what happened to it.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { LiveContainer } from "../../../src/cluster/live-pod.ts";
import {
  CRASHES,
  flag,
  HAS_NO_IMAGE,
  HAS_NO_ROOM,
  IS_THERE,
  SERVES,
  standingOf,
} from "../../../src/metrics/availability/pod-standing.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, pod } from "../../model/build-objects.ts";

const STARTED: Change = { kind: "pod-started", pod: 0 };

function standingAfter(...changes: readonly Change[]): number {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  cluster.apply({ kind: "pod-created", classId: cluster.classify(pod()), name: "p" }, moment(0));
  let standing = 0;
  for (const change of changes) {
    cluster.apply(change, moment(0));
    standing = standingOf(cluster, 0, change, standing);
  }
  return standing;
}

const PLACED: readonly Change[] = [
  { kind: "pod-assumed", pod: 0, node: 0 },
  { kind: "pod-bound", pod: 0 },
];

function waiting(reason: string): readonly LiveContainer[] {
  return [{ name: "c", isReady: false, restartCount: 0, state: { kind: "waiting", reason } }];
}

it("serves while it runs and is ready, and until its end is asked for", () => {
  expect(standingAfter(...PLACED)).toBe(IS_THERE);
  expect(standingAfter(...PLACED, STARTED)).toBe(IS_THERE | SERVES);
  expect(standingAfter(...PLACED, STARTED, { kind: "pod-terminating", pod: 0 })).toBe(0);
});

it("has no room from when no node fits it until it is placed", () => {
  const failure = { plugins: [], reasons: [], message: "" };
  const unschedulable: Change = { kind: "pod-unschedulable", pod: 0, failure };
  expect(standingAfter(unschedulable)).toBe(IS_THERE | HAS_NO_ROOM);
  expect(flag(standingAfter(unschedulable, ...PLACED), HAS_NO_ROOM)).toBe(0);
});

it.each([
  ["CrashLoopBackOff", CRASHES],
  ["ErrImagePull", HAS_NO_IMAGE],
  ["ImagePullBackOff", HAS_NO_IMAGE],
  ["ErrImageNeverPull", HAS_NO_IMAGE],
  ["ContainerCreating", 0],
])("lacks what its containers, or those that come before, wait for: %s", (reason, lack) => {
  for (const part of [{ containers: waiting(reason) }, { initContainers: waiting(reason) }]) {
    expect(standingAfter(...PLACED, { kind: "pod-containers", pod: 0, ...part })).toBe(IS_THERE | lack);
  }
});
