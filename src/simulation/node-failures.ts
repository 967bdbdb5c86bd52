// What a cluster does about nodes that fail: node lifecycle, taint eviction and the garbage collection of pods. Puts them together
// for a simulation; knows all three, and keeps nothing but them.

import type { RandomStreams } from "../base/random/random-streams.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { joinSnapshots, partOf } from "../base/snapshot-parts.ts";

import type { Engine } from "../engine/engine.ts";

import type { ApiServer, ClientLimits } from "../cluster/api-client.ts";
import type { Change } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { PodId } from "../cluster/pod-table.ts";

import { DEFAULT_NODE_LIFECYCLE_FLAGS } from "../components/node-lifecycle/flags.ts";
import { NodeLifecycle } from "../components/node-lifecycle/node-lifecycle.ts";
import { reportedHealth } from "../components/node-lifecycle/reported-health.ts";
import { TaintEvictions } from "../components/node-lifecycle/taint-evictions.ts";
import { DEFAULT_TERMINATED_POD_THRESHOLD, PodGc } from "../components/pod-gc/pod-gc.ts";

export interface NodeFailuresPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  readonly streams: RandomStreams;
  /** Of each controller's client. */
  readonly limits: ClientLimits;
  /** Of the wall clock, in µs of the run. */
  readonly momentOf: (timestamp: string | undefined) => number | undefined;
  /** What a DELETE of a pod with its own grace comes to. */
  readonly deletionOf: (pod: PodId) => readonly Change[];
}

export class NodeFailures implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #lifecycle: NodeLifecycle;
  readonly #evictions: TaintEvictions;
  readonly #collector: PodGc;

  constructor({ engine, cluster, api, streams, limits, momentOf, deletionOf }: NodeFailuresPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    const ports = { engine, cluster, api, limits };
    const draws = streams.entityDraws("kubelet/heartbeats");
    this.#lifecycle = new NodeLifecycle({ ...ports, flags: DEFAULT_NODE_LIFECYCLE_FLAGS, draws });
    this.#evictions = new TaintEvictions({ ...ports, momentOf, deletionOf });
    this.#collector = new PodGc({ ...ports, terminatedPodThreshold: DEFAULT_TERMINATED_POD_THRESHOLD });
    for (const controller of [this.#lifecycle, this.#evictions, this.#collector]) cluster.observe(controller);
  }

  /** To be called once, when the nodes are there with what their kubelets report. */
  begin(): void {
    this.#takeOverHealth();
    this.#evictions.begin();
    this.#lifecycle.begin();
    this.#collector.begin();
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      lifecycle: this.#lifecycle.snapshot(),
      evictions: this.#evictions.snapshot(),
      collector: this.#collector.snapshot(),
    });
  }

  /** After the cluster. */
  restore(saved: Snapshot): void {
    this.#lifecycle.restore(partOf(saved, "lifecycle"));
    this.#evictions.restore(partOf(saved, "evictions"));
    this.#collector.restore(partOf(saved, "collector"));
  }

  #takeOverHealth(): void {
    const { nodes } = this.#cluster;
    for (let node = 0; node < nodes.idLimit; node += 1) {
      const health = nodes.has(node) ? reportedHealth(nodes.record(node).object) : undefined;
      if (health !== undefined) this.#cluster.apply({ kind: "kubelet-changed", node, health }, this.#engine.now);
    }
  }
}
