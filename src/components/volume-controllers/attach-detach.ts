// The controller of attachments, as far as nodes are told apart by what is attached to them: a pod that is gone has its volumes
// detached from its node, unless another pod there has them. It hears of pods with the watch's delay; unmounting and
// detaching take no time here, and what pods have attached during a run is not written down, as they count themselves.
// Imitates, in its simplest form, pkg/controller/volume/attachdetach (reconciler.go), v1.36. Knows the cluster only.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { span, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import { claimNameOf } from "../../model/volumes/pod-volumes.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, type PodId } from "../../cluster/pod-table.ts";

export interface AttachDetachPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
}

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-ended", "pod-deleted"]);

export class AttachDetach implements ClusterObserver {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #watchDelay: Duration;
  readonly #left: EventKind;

  constructor({ engine, cluster, coefficients }: AttachDetachPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#watchDelay = span(Math.round(coefficientValue(coefficients, "scheduler.watchDelayUs")));
    this.#left = engine.defineKind("attach-detach/pod-left", "controllers", (pod, node) => this.#detach(pod, node));
  }

  hear({ change, pod, node }: Delta): void {
    if (change.kind !== "pod-ended" && change.kind !== "pod-deleted") return;
    if (node === NONE || this.#cluster.objects.count("VolumeAttachment") === 0) return;
    if (this.#cluster.classOfPod(pod).volumes.claims.length > 0) {
      this.#engine.scheduleAfter(this.#watchDelay, this.#left, pod, node);
    }
  }

  #detach(pod: PodId, node: number): void {
    const { nodes, objects, pods } = this.#cluster;
    const freed = new Set(this.#volumesOf(pod));
    for (const other of pods.onNode(node)) for (const name of this.#volumesOf(other)) freed.delete(name);
    if (freed.size === 0 || !nodes.has(node)) return;
    const nodeName = nodes.record(node).name;
    const gone = [...objects.list("VolumeAttachment")].filter(
      ({ spec }) => spec?.nodeName === nodeName && freed.has(spec.source?.persistentVolumeName ?? ""),
    );
    for (const { metadata } of gone) {
      const name = { kind: "VolumeAttachment", namespace: "", name: metadata?.name ?? "" } as const;
      this.#cluster.apply({ kind: "object-removed", name }, this.#engine.now);
    }
  }

  /** Names of the persistent volumes that the pod has. */
  #volumesOf(pod: PodId): readonly string[] {
    const { namespace, volumes } = this.#cluster.classOfPod(pod);
    const podName = this.#cluster.pods.nameOf(pod);
    return volumes.claims.flatMap((use) => {
      const claim = this.#cluster.objects.find("PersistentVolumeClaim", namespace, claimNameOf(use, podName));
      return claim?.spec?.volumeName ? [claim.spec.volumeName] : [];
    });
  }
}
