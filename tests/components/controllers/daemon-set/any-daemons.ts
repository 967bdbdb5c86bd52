// Nodes, pods and DaemonSets drawn at random, few of each, so that they meet. Knows no rule.

import fc from "fast-check";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { DaemonSetSpec } from "../../../../src/model/api/types/workload.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { node } from "../../../model/build-objects.ts";
import { livePod, ownedBy } from "../fake-view.ts";

const US_PER_SECOND = 1_000_000;

function pinnedTo(name: string) {
  const matchFields = [{ key: "metadata.name", operator: "In", values: [name] }];
  const requiredDuringSchedulingIgnoredDuringExecution = { nodeSelectorTerms: [{ matchFields }] };
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution } } };
}

function oneOf<Value>(...values: readonly Value[]): fc.Arbitrary<Value> {
  return fc.constantFrom(...values);
}

/** One of six, open or closed, in one of two zones. */
export const ANY_NODE: fc.Arbitrary<Node> = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    zone: oneOf("a", "b"),
    effect: oneOf("", "", "NoSchedule", "NoExecute"),
  })
  .map(({ number, zone, effect }) =>
    node(`n${number}`, {}, { labels: { zone }, taints: effect === "" ? [] : [{ key: "x", effect }] }),
  );

/** One of twelve, most of them the set's, on one of the six nodes or on its way there. */
export const ANY_POD: fc.Arbitrary<LivePod> = fc
  .record({
    number: fc.integer({ min: 1, max: 12 }),
    on: fc.integer({ min: 1, max: 6 }),
    isPlaced: oneOf(true, true, true, false),
    owner: fc.oneof({ weight: 30, arbitrary: oneOf("agent") }, oneOf("other", "")),
    app: fc.oneof({ weight: 30, arbitrary: oneOf("agent") }, oneOf("else")),
    hash: oneOf("new", "old"),
    phase: oneOf<LivePod["phase"]>("Running", "Running", "Running", "Pending", "Failed", "Succeeded"),
    readyAt: oneOf(undefined, 0, 95, 99, 103),
    isDeleted: oneOf(false, false, false, true),
    createdUs: oneOf(0, 5),
  })
  .map(({ number, on, isPlaced, owner, app, hash, readyAt, ...traits }) =>
    livePod({
      name: `p${number}`,
      labels: { app, "controller-revision-hash": hash },
      ...(owner === "" ? {} : { owner: ownedBy("DaemonSet", owner) }),
      ...(isPlaced ? { nodeName: `n${on}` } : { spec: pinnedTo(`n${on}`) }),
      readySinceUs: readyAt === undefined ? undefined : readyAt * US_PER_SECOND,
      ...traits,
    }),
  );

/** How a set's pods are updated, and when they count. */
export const ANY_SPEC: fc.Arbitrary<DaemonSetSpec> = fc
  .record({
    type: oneOf("RollingUpdate", "RollingUpdate", "RollingUpdate", "OnDelete"),
    bounds: oneOf(
      { maxUnavailable: 1, maxSurge: 0 },
      { maxUnavailable: "50%", maxSurge: 0 },
      { maxUnavailable: 0, maxSurge: 1 },
      { maxUnavailable: 0, maxSurge: 3 },
    ),
    minReadySeconds: oneOf(0, 4),
  })
  .map(({ type, bounds, minReadySeconds }) => ({
    minReadySeconds,
    updateStrategy: { type, rollingUpdate: bounds },
  }));
