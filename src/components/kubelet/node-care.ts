// What kubelets do to keep their nodes going: evictions, the collection of images, graceful shutdowns. Puts them together for the
// kubelet; knows what they have in common, which is how a pod is ended for its node's sake.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { DELETED, NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { DetailedPods } from "./detailed-pods.ts";
import { MemoryKills } from "./eviction/memory-kills.ts";
import { NodeEvictions } from "./eviction/node-evictions.ts";
import { EVICTED_REASON } from "./eviction/victims.ts";
import { ForcedEnds, type ForcedEnd } from "./forced-ends.ts";
import { ImageDisks } from "./image-disks.ts";
import type { ImagePulls } from "./image-pulls.ts";
import { LateEnds } from "./late-ends.ts";
import type { RunningUse } from "./memory-sum.ts";
import { NodeShutdowns } from "./node-shutdowns.ts";
import type { PodProgramme } from "./pod-programme.ts";
import type { KubeletSettings } from "./settings.ts";
import type { StatusWrites } from "./status-writes.ts";

export interface NodeCarePorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly writes: StatusWrites;
  readonly pulls: ImagePulls;
  readonly detailed: DetailedPods;
  readonly programmeOf: (pod: PodId) => PodProgramme;
  readonly settingsOf: (node: number) => KubeletSettings;
  /** False while no kubelet works there. */
  readonly isManaged: (node: number) => boolean;
}

export class NodeCare implements Snapshotable {
  readonly #ports: NodeCarePorts;
  readonly #forced: ForcedEnds;
  readonly #disks: ImageDisks;
  readonly #evictions: NodeEvictions;
  readonly #kills: MemoryKills;
  readonly #shutdowns: NodeShutdowns;
  readonly #lateEnds = new LateEnds();

  constructor(ports: NodeCarePorts) {
    this.#ports = ports;
    const { engine, cluster, writes, pulls, detailed, programmeOf, settingsOf, isManaged } = ports;
    const common = { engine, cluster, settingsOf, isManaged };
    const isEnding = (pod: PodId) => this.#forced.has(pod);
    this.#forced = new ForcedEnds({
      engine,
      cluster,
      writes,
      stopUs: (pod, graceSeconds) => detailed.stopUs(pod, graceSeconds),
      isManaged: (pod) => isManaged(cluster.pods.nodeOf(pod)),
      forget: (pod) => detailed.forget(pod),
    });
    this.#disks = new ImageDisks({
      ...common,
      pulls,
      imagesOf: (pod) => programmeOf(pod).containers.map(({ image }) => image),
      changed: (node) => this.#evictions.watch(node),
      record: (event) => writes.record(event),
    });
    this.#evictions = new NodeEvictions({
      ...common,
      usesOf: (pod) => this.#usesOf(pod),
      diskOf: (node) => this.#disks.observe(node),
      removeUnusedImages: (node) => this.#disks.removeUnused(node),
      isEnding,
      evict: (pod, { graceSeconds, message }) =>
        this.#forced.begin(pod, {
          reason: EVICTED_REASON,
          message,
          conditionMessage: message,
          graceSeconds,
          tellsEvent: true,
        }),
      record: (event) => writes.record(event),
    });
    this.#kills = new MemoryKills({
      ...common,
      memoryOf: (node) => this.#evictions.memoryOf(node),
      usesOf: (pod) => this.#usesOf(pod),
      isEnding,
      kill: (pod, container) => this.#kill(pod, container),
      record: (event) => writes.record(event),
    });
    this.#shutdowns = new NodeShutdowns({ ...common, isEnding, end: (pod, end) => this.#forced.begin(pod, end) });
  }

  /** True of a pod that is being ended for its node's sake. */
  isEnding(pod: PodId): boolean {
    return this.#forced.has(pod);
  }

  /** Ends a pod for another's sake; returns how long that takes, µs. */
  end(pod: PodId, end: ForcedEnd): number {
    return this.#forced.begin(pod, end);
  }

  /** What of a node's memory is used may be other than before: a container of the pod has started or ended. */
  moved(pod: PodId): void {
    const node = this.#ports.cluster.pods.nodeOf(pod);
    if (node === NONE) return;
    if (this.#ports.programmeOf(pod).saysMemory) {
      this.#evictions.watch(node);
      this.#kills.watch(node);
    } else {
      this.#evictions.review(node);
      this.#kills.review(node);
    }
  }

  /** A pod has ended. `node`: the one that it left, or NONE. */
  left(pod: PodId, node: number): void {
    this.#forced.forget(pod);
    if (node === NONE) return;
    const { cluster, isManaged } = this.#ports;
    const isToGo = cluster.pods.phaseOf(pod) !== DELETED && cluster.life.detailOf(pod).deletion !== undefined;
    if (isToGo && !isManaged(node)) this.#lateEnds.note(pod, node);
    this.#disks.left(pod, node);
    this.#evictions.review(node);
    this.#kills.left(pod, node);
  }

  /** An image will be there. */
  pulls(node: number, readyUs: number): void {
    this.#disks.expect(node, readyUs);
  }

  nodeRemoved(node: number): void {
    this.#lateEnds.take(node);
    this.#evictions.forget(node);
    this.#kills.forget(node);
    this.#disks.forget(node);
  }

  /** The kubelet is there again, and looks at its pods; what it had begun is forgotten. */
  recovers(pod: PodId): void {
    this.#forced.forget(pod);
  }

  /** … and then at its node; one that starts anew remembers nothing. */
  resume(node: number, startsAnew: boolean): void {
    const { cluster, writes } = this.#ports;
    for (const pod of this.#lateEnds.take(node)) if (cluster.pods.phaseOf(pod) !== DELETED) writes.deleted(pod);
    this.#evictions.resume(node, startsAnew);
    this.#kills.review(node);
  }

  shutDown(node: number, isShuttingDown: boolean): void {
    this.#shutdowns.change(node, isShuttingDown);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      forced: this.#forced.snapshot(),
      disks: this.#disks.snapshot(),
      evictions: this.#evictions.snapshot(),
      kills: this.#kills.snapshot(),
      shutdowns: this.#shutdowns.snapshot(),
      lateEnds: this.#lateEnds.snapshot(),
    });
  }

  restore(saved: Snapshot): void {
    this.#forced.restore(partOf(saved, "forced"));
    this.#disks.restore(partOf(saved, "disks"));
    this.#evictions.restore(partOf(saved, "evictions"));
    this.#kills.restore(partOf(saved, "kills"));
    this.#shutdowns.restore(partOf(saved, "shutdowns"));
    this.#lateEnds.restore(partOf(saved, "lateEnds"));
  }

  /** Of a pod that is on its way out nothing has to be followed any more: it is gone at once. */
  #kill(pod: PodId, container: string): boolean {
    const { cluster, detailed, writes } = this.#ports;
    const isLeaving = cluster.pods.isTerminating(pod);
    if (isLeaving) writes.deleted(pod);
    else detailed.kill(pod, container);
    return isLeaving;
  }

  /** Undefined: nothing of the pod runs yet that the kubelet has figures of. */
  #usesOf(pod: PodId): readonly RunningUse[] | undefined {
    const { cluster, detailed, programmeOf } = this.#ports;
    const running = detailed.running(pod);
    if (running !== undefined) return running;
    if (cluster.pods.phaseOf(pod) !== RUNNING) return undefined;
    // What ran before the run began has its age.
    const statusStartUs = cluster.pods.statusStartUs(pod);
    const startedAtUs = statusStartUs < 0 ? statusStartUs : cluster.pods.startedAtUs(pod);
    const { containers = [], initContainers = [] } = cluster.life.detailOf(pod);
    const said = new Map([...containers, ...initContainers].map(({ name, state }) => [name, state]));
    return programmeOf(pod).containers.flatMap(({ name, role, memory }) => {
      const state = said.get(name);
      // Of a pod that is on its way out no more is known than what its status said last.
      if (state?.kind === "running") return [{ name, use: memory, startedAtUs: state.startedUs }];
      return role === "init" || state !== undefined ? [] : [{ name, use: memory, startedAtUs }];
    });
  }
}
