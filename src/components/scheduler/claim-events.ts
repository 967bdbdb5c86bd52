// What the scheduler hears of claims to devices, and the pods that wait for such news: those that may not enter the queue yet,
// and those that DynamicResources refused.
// Imitates pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go (isSchedulableAfterClaimChange), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import { resourceClaimNameOf } from "../../model/resource-claim-use.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";
import type { PodId } from "../../cluster/pod-table.ts";

/** A claim that was made or changed. */
export interface ClaimEvent {
  readonly namespace: string;
  readonly name: string;
  /** Its devices are free for others. */
  readonly isFree: boolean;
}

export class ClaimEvents implements Snapshotable {
  readonly #cluster: ClusterState;
  /** Heard of after the watch's delay, in this order. */
  #underWay: ClaimEvent[] = [];
  #gated = new Set<PodId>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** The pod may not enter the queue: its claims are not there. */
  keepOut(pod: PodId): void {
    this.#gated.add(pod);
  }

  /** Takes in a change that is on its way; false if it is none of a claim that anybody may wait for. */
  send({ kind, object }: StoredObject, someWait: boolean): boolean {
    if (kind !== "ResourceClaim" || (this.#gated.size === 0 && !someWait)) return false;
    const { namespace = "default", name = "" } = object.metadata ?? {};
    this.#underWay.push({ namespace, name, isFree: object.status?.allocation === undefined });
    return true;
  }

  /** The change that has arrived, and the pods that may try to enter now. */
  receive(): { readonly event: ClaimEvent; readonly entering: readonly PodId[] } {
    const event = this.#underWay.shift()!;
    const entering = [...this.#gated].filter((pod) => this.#uses(pod, event));
    for (const pod of entering) this.#gated.delete(pod);
    return { event, entering };
  }

  /** Whether it may help a pod that DynamicResources refused. */
  helps(pod: PodId, event: ClaimEvent): boolean {
    return event.isFree || this.#uses(pod, event);
  }

  snapshot(): Snapshot {
    return { claimEvents: packJson([this.#underWay, [...this.#gated]]) };
  }

  restore(saved: Snapshot): void {
    const [underWay, gated] = unpackJson(saved, "claimEvents") as [ClaimEvent[], PodId[]];
    this.#underWay = underWay;
    this.#gated = new Set(gated);
  }

  #uses(pod: PodId, { namespace, name }: ClaimEvent): boolean {
    const podClass = this.#cluster.classOfPod(pod);
    if (podClass.namespace !== namespace) return false;
    const podName = this.#cluster.pods.nameOf(pod);
    return podClass.resourceClaims.some((use) => resourceClaimNameOf(use, podName) === name);
  }
}
