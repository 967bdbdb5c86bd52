// Small clusters with random histories, drawn by fast-check: every change is valid at its moment and made one by one, so that
// a test can look at the cluster after each. Knows the order of a pod's way, not what any probe makes of it.

import fc from "fast-check";

import { moment, type SimTime } from "../../src/base/time.ts";
import type { Change, QueueName, SchedulingFailure } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { ASSUMED, BOUND, DELETED, NONE, PENDING, type PodId } from "../../src/cluster/pod-table.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const ZONE = "topology.kubernetes.io/zone";

/** The last shape asks for what no node has and nobody has named before: the tables grow while the run goes on. */
const SHAPES = [
  podAsking({ cpu: "500m", memory: "64Mi" }),
  podAsking({ cpu: "2" }, { schedulerName: "second" }),
  podAsking({}),
  podAsking({ "example.com/gpu": 1, memory: "1Gi" }),
  podAsking({ "example.com/rare": 3 }),
];

const FAILURES: readonly SchedulingFailure[] = [
  { plugins: ["Fit"], reasons: [{ plugin: "Fit", reason: "Insufficient cpu", nodes: 4 }], message: "cpu" },
  {
    plugins: ["Fit", "Taint"],
    reasons: [
      { plugin: "Fit", reason: "Insufficient cpu", nodes: 1 },
      { plugin: "Fit", reason: "Insufficient memory", nodes: 2 },
      { plugin: "Taint", reason: "had taints", nodes: 1 },
    ],
    message: "cpu, memory and taints",
  },
];

const QUEUES: readonly QueueName[] = ["active", "backoff", "unschedulable", "gated", "none"];

/** One drawn step: which of the possible changes, of which pod, with what detail, and how long after the last. */
export interface Step {
  readonly kind: number;
  readonly pod: number;
  readonly detail: number;
  readonly waitUs: number;
}

export const HISTORIES = fc.array(
  fc.record({
    kind: fc.nat({ max: 999 }),
    pod: fc.nat({ max: 999 }),
    detail: fc.nat({ max: 999 }),
    waitUs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000_000 })),
  }),
  { minLength: 1, maxLength: 80 },
);

/** Four nodes: two pools, two zones and one node outside zones; one of them has GPUs. */
export function emptyCluster(): ClusterState {
  return new ClusterState(VERSION_BEHAVIOUR["1.36"]);
}

export function addNodes(cluster: ClusterState): void {
  const size = { cpu: "4", memory: "8Gi" };
  const nodes = [
    { node: node("a1", size, { labels: { [ZONE]: "a" } }), pool: "small" },
    { node: node("b1", { cpu: "8", memory: "8Gi" }, { labels: { [ZONE]: "b" } }), pool: "large" },
    { node: node("a2", { ...size, "example.com/gpu": "4" }, { labels: { [ZONE]: "a" } }), pool: "large" },
    { node: node("n1", size), pool: "small" },
  ];
  for (const added of nodes) cluster.apply({ kind: "node-added", ...added }, moment(0));
}

/** Plays the steps; `look` is called after each change with the moment and the change. Returns the end of the run. */
export function play(
  cluster: ClusterState,
  steps: readonly Step[],
  look: (at: SimTime, change: Change, pod: PodId) => void,
  begin: SimTime = moment(0),
): SimTime {
  let at = begin;
  for (const step of steps) {
    at = moment(at + step.waitUs);
    const changes = possibleChanges(cluster, step);
    const change = changes[step.kind % changes.length]!;
    const { pod } = cluster.apply(change, at);
    look(at, change, pod);
  }
  return moment(at + 1_000_000);
}

function possibleChanges(cluster: ClusterState, { pod: drawn, detail }: Step): readonly Change[] {
  const name = `pod-${cluster.pods.size}`;
  const classId = cluster.classify(SHAPES[detail % SHAPES.length]!);
  const nodes = cluster.nodes.idLimit;
  const { name: nodeName, labels } = cluster.nodes.record(detail % nodes);
  const comings: Change[] = [
    { kind: "pod-created", classId, name },
    { kind: "pod-placed", classId, name, nodeName },
  ];
  if (cluster.pods.size === 0) return comings;
  const pod = drawn % cluster.pods.size;
  const updates: Change[] = [
    { kind: "pod-updated", pod, object: SHAPES[(detail + 1) % SHAPES.length]! },
    { kind: "node-updated", node: node(nodeName, { cpu: `${1 + (detail % 9)}`, memory: "8Gi" }, { labels }) },
  ];
  return [...comings, ...updates, ...changesOf(cluster, pod, detail, nodes)];
}

function changesOf(cluster: ClusterState, pod: PodId, detail: number, nodes: number): readonly Change[] {
  const phase = cluster.pods.phaseOf(pod);
  if (phase === PENDING) return waitingChanges(cluster, pod, detail, nodes);
  if (cluster.pods.hasEnded(pod)) return [...heldRoom(cluster, pod, detail % nodes), ...lastChanges(phase, pod)];
  const deletion: Change = { kind: "pod-deleted", pod };
  const end: Change = { kind: "pod-ended", pod, phase: detail % 2 === 0 ? "succeeded" : "failed" };
  if (phase === ASSUMED)
    return [
      { kind: "pod-bound", pod },
      { kind: "pod-bound", pod },
      { kind: "pod-forgotten", pod },
    ];
  if (phase === BOUND) return [{ kind: "pod-started", pod }, { kind: "pod-started", pod }, end, deletion];
  return [end, deletion];
}

/** The scheduler may take room for a pod whose end it has not seen, until its binding fails. */
function heldRoom(cluster: ClusterState, pod: PodId, onNode: number): readonly Change[] {
  const isHeld = cluster.pods.nodeOf(pod) !== NONE;
  return [isHeld ? { kind: "room-given-back", pod } : { kind: "room-taken", pod, node: onNode }];
}

function lastChanges(phase: number, pod: PodId): readonly Change[] {
  return phase === DELETED ? [] : [{ kind: "pod-deleted", pod }];
}

function waitingChanges(cluster: ClusterState, pod: PodId, detail: number, nodes: number): readonly Change[] {
  const queued: Change = { kind: "pod-queued", pod, queue: QUEUES[detail % QUEUES.length]! };
  const attempted: Change = { kind: "pod-attempted", pod };
  if (cluster.pods.attemptsOf(pod) === 0) return [queued, attempted, { kind: "pod-deleted", pod }];
  return [
    queued,
    attempted,
    { kind: "pod-assumed", pod, node: detail % nodes },
    { kind: "pod-assumed", pod, node: detail % nodes },
    { kind: "pod-unschedulable", pod, failure: FAILURES[detail % FAILURES.length]! },
    { kind: "pod-attempt-failed", pod, message: "error" },
    { kind: "pod-deleted", pod },
  ];
}
