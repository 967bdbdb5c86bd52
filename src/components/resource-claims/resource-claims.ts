// The controller of claims to devices: makes the claims that pods have from templates, and frees those of pods that are gone.
// It hears of pods with the watch's delay; its own writes take no time here. Knows the cluster only.
// Imitates pkg/controller/resourceclaim/controller.go, v1.36.

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";
import { span, type Duration } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import { resourceClaimNameOf, type ResourceClaimUse } from "../../model/resource-claim-use.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

export interface ResourceClaimsPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly coefficients: readonly Coefficient[];
}

/** The pod's entry that a claim was made for. */
const ENTRY_ANNOTATION = "resource.kubernetes.io/pod-claim-name";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-created", "pod-ended", "pod-deleted"]);

export class ResourceClaims implements ClusterObserver {
  readonly concerns = CONCERNS;
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #watchDelay: Duration;
  readonly #arrived: EventKind;
  readonly #departed: EventKind;

  constructor({ engine, cluster, coefficients }: ResourceClaimsPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#watchDelay = span(Math.round(coefficientValue(coefficients, "scheduler.watchDelayUs")));
    this.#arrived = engine.defineKind("resource-claims/pod-arrived", "controllers", (pod) => this.#makeClaims(pod));
    this.#departed = engine.defineKind("resource-claims/pod-departed", "controllers", (pod) => this.#freeClaims(pod));
  }

  hear({ change, pod }: Delta): void {
    const isGone = change.kind === "pod-ended" || change.kind === "pod-deleted";
    if (change.kind === "pod-created" && this.#usesOf(pod).some(isMade)) {
      this.#engine.scheduleAfter(this.#watchDelay, this.#arrived, pod);
    } else if (isGone && this.#usesOf(pod).length > 0) {
      this.#engine.scheduleAfter(this.#watchDelay, this.#departed, pod);
    }
  }

  #usesOf(pod: PodId): readonly ResourceClaimUse[] {
    return this.#cluster.classOfPod(pod).resourceClaims;
  }

  /** A template that is not there makes no claim, and the pod waits. */
  #makeClaims(pod: PodId): void {
    const { objects, pods } = this.#cluster;
    const { namespace } = this.#cluster.classOfPod(pod);
    const podName = pods.nameOf(pod);
    for (const use of this.#usesOf(pod)) {
      if (use.kind !== "template") continue;
      const name = resourceClaimNameOf(use, podName);
      const template = objects.find("ResourceClaimTemplate", namespace, use.templateName)?.spec;
      if (template === undefined || objects.find("ResourceClaim", namespace, name) !== undefined) continue;
      this.#store({
        metadata: {
          name,
          namespace,
          labels: template.metadata?.labels ?? {},
          annotations: { ...template.metadata?.annotations, [ENTRY_ANNOTATION]: use.entryName },
          ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: podName, controller: true }],
        },
        spec: template.spec ?? {},
      });
    }
  }

  /** Claims that were made for the pod go with it; of the others it gives up its reservation, and the last one the devices. */
  #freeClaims(pod: PodId): void {
    const { objects, pods } = this.#cluster;
    const { namespace } = this.#cluster.classOfPod(pod);
    const podName = pods.nameOf(pod);
    for (const use of this.#usesOf(pod)) {
      const name = resourceClaimNameOf(use, podName);
      const claim = objects.find("ResourceClaim", namespace, name);
      if (claim === undefined) continue;
      this.#store(withoutConsumer(claim, podName));
      if (use.kind !== "template") continue;
      this.#cluster.apply(
        { kind: "object-removed", name: { kind: "ResourceClaim", namespace, name } },
        this.#engine.now,
      );
    }
  }

  #store(object: ResourceClaim): void {
    this.#cluster.apply({ kind: "object-stored", stored: { kind: "ResourceClaim", object } }, this.#engine.now);
  }
}

function isMade({ kind, claimName }: ResourceClaimUse): boolean {
  return kind === "template" && claimName === undefined;
}

/** The claim as it is when the pod no longer uses it: with nobody left, its devices are free. */
function withoutConsumer(claim: ResourceClaim, podName: string): ResourceClaim {
  const { allocation, reservedFor = [], devices, ...status } = claim.status ?? {};
  const others = reservedFor.filter(({ resource, name }) => resource !== "pods" || name !== podName);
  if (others.length === 0) return { ...claim, status };
  return {
    ...claim,
    status: {
      ...status,
      ...(allocation === undefined ? {} : { allocation }),
      ...(devices === undefined ? {} : { devices }),
      reservedFor: others,
    },
  };
}
