// A small cluster with kubelets' reports and the controllers of nodes, on an API server that takes no time.

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { moment } from "../../../src/base/time.ts";
import type { RecordedEvent } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { HEALTHY_KUBELET, type KubeletHealth } from "../../../src/cluster/kubelet-health.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { InstantApiServer } from "../../../src/components/api-server/instant-api-server.ts";
import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../../../src/components/node-lifecycle/flags.ts";
import { NodeLifecycle } from "../../../src/components/node-lifecycle/node-lifecycle.ts";
import { TaintEvictions } from "../../../src/components/node-lifecycle/taint-evictions.ts";
import { PodGc } from "../../../src/components/pod-gc/pod-gc.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { reportedNode, readyStatus } from "../../../src/model/node-conditions.ts";
import type { Node, Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

const SECOND = 1_000_000;

/** A machine without power. */
export const CRASHED: KubeletHealth = {
  runsContainers: false,
  managesPods: false,
  renewsLease: false,
  postsStatus: false,
  conditions: [],
  isShuttingDown: false,
  ticks: "as-before",
};

/** The same machine after it has booted. */
export const BOOTED: KubeletHealth = { ...HEALTHY_KUBELET, ticks: "anew" };

const LIMITS = { qps: 20, burst: 30 };

export interface LifecycleWorld {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly events: RecordedEvent[];
  readonly lifecycle: NodeLifecycle;
  readonly evictions: TaintEvictions;
  readonly collector: PodGc;
  /** Runs up to a second of the run. */
  readonly runTo: (second: number) => void;
  readonly at: (second: number, action: () => void) => void;
  readonly setHealth: (node: string, health: KubeletHealth) => void;
  readonly readyOf: (node: string) => string | undefined;
  /** `key:effect` of its taints. */
  readonly taintsOf: (node: string) => readonly string[];
}

/** Nodes as given, each with a pod that bears a lost node for `toleratesSeconds`. */
export function lifecycleWorld(nodes: readonly Node[], toleratesSeconds: number): LifecycleWorld {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const api = new InstantApiServer(engine, cluster);
  const events: RecordedEvent[] = [];
  cluster.observe({ hear: ({ change }) => void (change.kind === "event-recorded" && events.push(change.event)) });
  const ports = { engine, cluster, api, limits: LIMITS };
  const draws = new EntityDraws("seed", "heartbeats");
  const lifecycle = new NodeLifecycle({ ...ports, flags: DEFAULT_NODE_LIFECYCLE_FLAGS, draws });
  const deletionOf = (pod: PodId) => [{ kind: "pod-terminating", pod, graceSeconds: 30 }] as const;
  const evictions = new TaintEvictions({ ...ports, momentOf: () => undefined, deletionOf });
  const collector = new PodGc({ ...ports, terminatedPodThreshold: 2 });
  for (const node of nodes) cluster.apply({ kind: "node-added", node: reportedNode(node), pool: "" }, engine.now);
  for (const { metadata } of nodes) place(cluster, metadata.name, podFor(metadata.name, toleratesSeconds));
  for (const controller of [lifecycle, evictions, collector]) cluster.observe(controller);
  for (const controller of [evictions, lifecycle, collector]) controller.begin();
  const recordOf = (node: string) => cluster.nodes.record(cluster.nodes.find(node)!);
  return {
    engine,
    cluster,
    events,
    lifecycle,
    evictions,
    collector,
    runTo: (second) => void engine.run(moment(second * SECOND)),
    at: (second, action) => void engine.scheduleHook(moment(second * SECOND), "faults", action),
    setHealth: (node, health) => {
      cluster.apply({ kind: "kubelet-changed", node: cluster.nodes.find(node)!, health }, engine.now);
    },
    readyOf: (node) => readyStatus(recordOf(node).object.status?.conditions),
    taintsOf: (node) => recordOf(node).taints.map(({ key, effect }) => `${key}:${effect}`),
  };
}

/** Nodes of one zone. */
export function nodesIn(zone: string, count: number): readonly Node[] {
  return Array.from({ length: count }, (_, number) => ({
    metadata: { name: `${zone}-${number}`, labels: { "topology.kubernetes.io/zone": zone } },
    status: { allocatable: { cpu: "8", memory: "16Gi", pods: "110" } },
  }));
}

function podFor(node: string, tolerationSeconds: number): Pod {
  return {
    metadata: { name: `pod-${node}`, namespace: "default" },
    spec: {
      containers: [{ name: "c" }],
      tolerations: [{ operator: "Exists", effect: "NoExecute", tolerationSeconds }],
    },
  };
}

function place(cluster: ClusterState, nodeName: string, pod: Pod): void {
  const classId = cluster.classifyStored(pod);
  cluster.apply({ kind: "pod-placed", classId, name: pod.metadata.name, nodeName }, cluster.now);
}
