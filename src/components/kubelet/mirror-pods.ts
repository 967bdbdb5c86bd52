// Static pods in virtual time: a kubelet runs those of its files before anybody places a pod on its node, and when the mirror of one is
// deleted it makes another, as nothing has happened to the pod itself. One that finds no room is turned away, as others are. A kubelet that
// starts anew runs all of its files again, whatever has become of their pods before: ended ones are shown by other mirrors then.
// Imitates pkg/kubelet/kubelet.go (syncStaticPod, HandlePodAdditions) and pkg/kubelet/pod/mirror_client.go, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { mirrorPodOf } from "../../model/kubelet/mirror-pod.ts";
import type { Pod } from "../../model/objects.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { removalOf } from "../../cluster/pod-removal.ts";
import { NONE, type PodId } from "../../cluster/pod-table.ts";

import type { KubeletSettings } from "./settings.ts";

export interface MirrorPodsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly settingsOf: (node: number) => KubeletSettings;
  readonly isManaged: (node: number) => boolean;
}

export class MirrorPods implements Snapshotable {
  readonly #ports: MirrorPodsPorts;
  readonly #startDue: EventKind;
  readonly #mirrorDue: EventKind;
  /** Mirrors of pods that have ended, with the nodes on which they stood. */
  #ended = new Map<PodId, number>();

  constructor(ports: MirrorPodsPorts) {
    this.#ports = ports;
    this.#startDue = ports.engine.defineKind("kubelet/static-pod", "kubelet", (node, index) =>
      this.#start(node, index),
    );
    this.#mirrorDue = ports.engine.defineKind("kubelet/mirror-pod", "kubelet", (pod, node) => this.#renew(pod, node));
  }

  /** A kubelet reads its files: when its node joins, and when it starts anew. */
  kubeletStarted(node: number): void {
    const { engine, settingsOf } = this.#ports;
    for (const index of settingsOf(node).staticPods.keys()) engine.schedule(engine.now, this.#startDue, node, index);
  }

  /** The pod of a mirror has ended on its node, or the mirror has gone: from its node, unless the pod had ended. */
  left(kind: "pod-ended" | "pod-deleted", pod: PodId, node: number): void {
    const { engine } = this.#ports;
    const hadEnded = this.#ended.delete(pod);
    if (hadEnded || node === NONE) return;
    if (kind === "pod-ended") this.#ended.set(pod, node);
    else engine.schedule(engine.now, this.#mirrorDue, pod, node);
  }

  snapshot(): Snapshot {
    return { mirrors: packJson([...this.#ended]) };
  }

  restore(saved: Snapshot): void {
    this.#ended = new Map(unpackJson(saved, "mirrors") as [PodId, number][]);
  }

  #start(node: number, index: number): void {
    const { cluster, settingsOf } = this.#ports;
    if (!this.#isThere(node)) return;
    const pod: Pod = mirrorPodOf(settingsOf(node).staticPods[index]!, cluster.nodes.nameOf(node));
    const isShown = (id: PodId) => cluster.pods.nameOf(id) === pod.metadata.name && this.#showsSame(id, pod);
    if ([...cluster.pods.onNode(node)].some(isShown)) return;
    this.#removeEnded(node, isShown);
    this.#place(node, pod.metadata.name, cluster.classifyPlaced(pod));
  }

  /** Both are of one namespace. */
  #showsSame(id: PodId, { metadata }: Pod): boolean {
    return this.#ports.cluster.classOfPod(id).namespace === (metadata.namespace ?? "default");
  }

  #removeEnded(node: number, isShown: (id: PodId) => boolean): void {
    const { cluster, engine } = this.#ports;
    const ended = [...this.#ended].filter(([pod, place]) => place === node && isShown(pod));
    for (const [pod] of ended) for (const change of removalOf(cluster, pod)) cluster.apply(change, engine.now);
  }

  #renew(pod: PodId, node: number): void {
    const { pods } = this.#ports.cluster;
    if (this.#isThere(node)) this.#place(node, pods.nameOf(pod), pods.classOf(pod));
  }

  #isThere(node: number): boolean {
    return this.#ports.cluster.nodes.has(node) && this.#ports.isManaged(node);
  }

  #place(node: number, name: string, classId: ClassId): void {
    const { cluster, engine } = this.#ports;
    if (!hasRoomFor(cluster, node, classId)) return;
    cluster.apply({ kind: "pod-placed", classId, name, nodeName: cluster.nodes.nameOf(node) }, engine.now);
  }
}

function hasRoomFor({ nodes, classes }: ClusterState, node: number, classId: ClassId): boolean {
  const { indices, amounts } = classes.get(classId).placedVector;
  const fits = indices.every((resource, entry) => {
    return nodes.requested(node, resource) + amounts[entry]! <= nodes.allocatable(node, resource);
  });
  return fits && nodes.podCount(node) < nodes.allowedPods(node);
}
