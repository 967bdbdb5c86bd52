// Static pods in virtual time: a kubelet starts those of its files when its node has joined, and when the mirror of one is deleted it
// makes another, as nothing has happened to the pod itself.
// Imitates pkg/kubelet/kubelet.go (syncStaticPod) and pkg/kubelet/pod/mirror_client.go, v1.36.

import { seconds, type Duration } from "../../base/time.ts";

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
  /** From the node's joining until the pod runs. */
  readonly startTakes: () => Duration;
}

/** The kubelet synchronizes its pods each second. */
const SYNC = seconds(1);

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
    const { engine, settingsOf, startTakes } = this.#ports;
    for (const index of settingsOf(node).staticPods.keys()) {
      engine.scheduleAfter(startTakes(), this.#startDue, node, index);
    }
  }

  /** The mirror of a static pod has gone from its node. */
  deleted(pod: PodId, node: number): void {
    this.#ports.engine.scheduleAfter(SYNC, this.#mirrorDue, pod, node);
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
    cluster.apply({ kind: "pod-placed", classId, name, nodeName: cluster.nodes.nameOf(node) }, engine.now);
  }
}
