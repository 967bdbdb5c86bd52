// What the scheduler hears of claims to devices, and whether it may help a pod that waits for such news.
// Imitates pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go (isSchedulableAfterClaimChange), v1.36.

import { resourceClaimNameOf } from "../../model/resource-claim-use.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { WaitingPod } from "./waiting-pod.ts";

/** A claim that was made or changed. */
export interface ClaimEvent {
  readonly isNew: boolean;
  readonly namespace: string;
  readonly name: string;
  /** Its devices are free for others. */
  readonly isFree: boolean;
}

/** What a change of the store is to pods that wait for devices, or undefined if it is none of theirs. */
export function claimEventOf(
  { kind, object }: StoredObject,
  previous: StoredObject | undefined,
): ClaimEvent | undefined {
  if (kind !== "ResourceClaim") return undefined;
  const { namespace = "default", name = "" } = object.metadata ?? {};
  return { isNew: previous === undefined, namespace, name, isFree: object.status?.allocation === undefined };
}

/** True if the event may help a pod that DynamicResources refused or keeps out. */
export function claimHelps(
  { name: podName, podClass }: Pick<WaitingPod, "name" | "podClass">,
  event: ClaimEvent,
): boolean {
  if (event.isFree) return true;
  if (podClass.namespace !== event.namespace) return false;
  return podClass.resourceClaims.some((use) => resourceClaimNameOf(use, podName) === event.name);
}
