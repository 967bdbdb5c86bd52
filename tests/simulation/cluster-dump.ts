// What `kubectl get … -o json` would say of a run's cluster at a moment: its nodes, objects and pods with their statuses. For tests that
// read it again.

import type { LiveContainer, LiveContainerState } from "../../src/cluster/live-pod.ts";
import { LivePodView } from "../../src/cluster/live-pods.ts";
import { DELETED } from "../../src/cluster/pod-table.ts";
import type { ContainerState, Pod } from "../../src/model/objects.ts";
import type { Simulation } from "../../src/simulation/simulation.ts";

const API_VERSIONS: Readonly<Record<string, string>> = {
  Service: "v1",
  Namespace: "v1",
  EndpointSlice: "discovery.k8s.io/v1",
  PodDisruptionBudget: "policy/v1",
  Job: "batch/v1",
};

/** At the moment that the run has come to. */
export function dumpOf(simulation: Simulation): object {
  const { cluster, motion, engine } = simulation;
  const timeAt = (us: number) => motion!.controllers.view.clock.timestampAt(us);
  const nodes = [...cluster.nodeOrder].map((id) => {
    const { metadata, spec, status } = cluster.nodes.record(id).object;
    const conditions = (status?.conditions ?? []).map((condition) => ({
      ...condition,
      lastHeartbeatTime: timeAt(engine.now - 1e6),
      lastTransitionTime: timeAt(0),
    }));
    const own = { ...metadata, uid: `node-${id}`, creationTimestamp: timeAt(0) };
    return { apiVersion: "v1", kind: "Node", metadata: own, spec, status: { ...status, conditions } };
  });
  const objects = [...cluster.objects.all()].map(({ kind, object }) => ({
    ...object,
    apiVersion: API_VERSIONS[kind] ?? "apps/v1",
    kind,
  }));
  const pods = Array.from({ length: cluster.pods.size }, (_, pod) => pod)
    .filter((pod) => cluster.pods.phaseOf(pod) !== DELETED)
    .map((pod) => podOf(new LivePodView(cluster, pod), timeAt));
  return { apiVersion: "v1", kind: "List", items: [...nodes, ...objects, ...pods] };
}

function podOf(view: LivePodView, timeAt: (us: number) => string): object {
  const { object, name, namespace, uid, createdUs, nodeName, deletion, phase, startUs } = view;
  const ready = view.condition("Ready");
  const conditions = ["Ready", "ContainersReady"].map((type) => ({
    type,
    status: ready?.status ?? "False",
    lastTransitionTime: timeAt(ready?.sinceUs ?? createdUs),
  }));
  const containersOf = (containers: readonly LiveContainer[]) => containers.map((each) => statusOf(each, timeAt));
  const own = {
    name,
    namespace,
    uid,
    creationTimestamp: timeAt(createdUs),
    ...(deletion === undefined
      ? {}
      : { deletionTimestamp: timeAt(deletion.deadlineUs), deletionGracePeriodSeconds: deletion.graceSeconds }),
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...object.metadata, ...own },
    spec: { ...object.spec, ...(nodeName === undefined ? {} : { nodeName }) },
    status: {
      phase,
      ...(nodeName === undefined ? {} : { conditions }),
      ...(startUs === undefined ? {} : { startTime: timeAt(startUs) }),
      containerStatuses: containersOf(view.containers),
      initContainerStatuses: containersOf(view.initContainers),
    } satisfies Pod["status"],
  };
}

function statusOf(
  { name, isReady, restartCount, state, lastTerminated }: LiveContainer,
  timeAt: (us: number) => string,
) {
  return {
    name,
    image: "web",
    imageID: "web",
    ready: isReady,
    restartCount,
    state: stateOf(state, timeAt),
    lastState: lastTerminated === undefined ? {} : stateOf(lastTerminated, timeAt),
  };
}

function stateOf(state: LiveContainerState, timeAt: (us: number) => string): ContainerState {
  if (state.kind === "waiting") return { waiting: { reason: state.reason } };
  if (state.kind === "running") return { running: { startedAt: timeAt(state.startedUs) } };
  const { exitCode, reason, finishedUs } = state;
  return { terminated: { exitCode, reason, startedAt: timeAt(finishedUs - 20e6), finishedAt: timeAt(finishedUs) } };
}
