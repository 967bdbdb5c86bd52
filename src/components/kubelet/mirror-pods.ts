// Static pods in virtual time: a kubelet runs those of its files before anybody places a pod on its node, and when the mirror of one is
// deleted it makes another, as nothing has happened to the pod itself. One that finds no room is turned away, as others are.
// Imitates pkg/kubelet/kubelet.go (syncStaticPod) and pkg/kubelet/pod/mirror_client.go, v1.36.

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { mirrorPodOf } from "../../model/kubelet/mirror-pod.ts";
import type { Pod } from "../../model/objects.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { KubeletSettings } from "./settings.ts";

export interface MirrorPodsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly settingsOf: (node: number) => KubeletSettings;
  readonly isManaged: (node: number) => boolean;
}

export class MirrorPods {
  readonly #ports: MirrorPodsPorts;
  readonly #startDue: EventKind;
  readonly #mirrorDue: EventKind;

  constructor(ports: MirrorPodsPorts) {
    this.#ports = ports;
    this.#startDue = ports.engine.defineKind("kubelet/static-pod", "kubelet", (node, index) =>
      this.#start(node, index),
    );
    this.#mirrorDue = ports.engine.defineKind("kubelet/mirror-pod", "kubelet", (pod, node) => this.#renew(pod, node));
  }

  nodeAdded(node: number): void {
    const { engine, settingsOf } = this.#ports;
    for (const index of settingsOf(node).staticPods.keys()) engine.schedule(engine.now, this.#startDue, node, index);
  }

  /** The mirror of a static pod has gone from its node. */
  deleted(pod: PodId, node: number): void {
    this.#ports.engine.schedule(this.#ports.engine.now, this.#mirrorDue, pod, node);
  }

  #start(node: number, index: number): void {
    const { cluster, settingsOf } = this.#ports;
    if (!this.#isThere(node)) return;
    const pod: Pod = mirrorPodOf(settingsOf(node).staticPods[index]!, cluster.nodes.nameOf(node));
    this.#place(node, pod.metadata.name, cluster.classifyPlaced(pod));
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
