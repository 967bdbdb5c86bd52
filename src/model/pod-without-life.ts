// What pods of one workload have in common: their own nodes, times and container states are left out, so that thousands of running
// pods of a dump are of one class. Pure functions of objects.

import { merged } from "../base/merged.ts";

import type { ContainerStatus, ObjectMeta, Pod, PodCondition, PodStatus } from "./objects.ts";

/** The pod without its node, and of its status only what placement goes by. */
export function withoutOwnLife({ spec: { nodeName: _nodeName, ...spec }, status, ...pod }: Pod): Pod {
  return merged(pod, status === undefined ? { spec } : { spec, status: placementStatus(status) });
}

/** What placement goes by only in part. */
type Own = {
  -readonly [Field in "conditions" | "containerStatuses" | "initContainerStatuses"]?: NonNullable<PodStatus[Field]>;
};

/** Of a status what placement goes by: no times, and of containers their sizes only. */
export function placementStatus({
  conditions,
  containerStatuses,
  initContainerStatuses,
  ...status
}: PodStatus): PodStatus {
  const own: Own = {};
  if (conditions !== undefined) own.conditions = conditions.map((each) => timeless(each));
  if (containerStatuses !== undefined) own.containerStatuses = containerStatuses.map((each) => sizesOf(each));
  if (initContainerStatuses !== undefined)
    own.initContainerStatuses = initContainerStatuses.map((each) => sizesOf(each));
  return merged(status, own);
}

/**
 * Whether two pods share all that placement goes by, as the pods of a dump do that share their equal parts. False says nothing: they may
 * be equal part for part. What the status of a class is made of is compared, and no more (src/model/pod-class.ts, signatureOf).
 */
export function areAlikeInPlacement(one: Pod, other: Pod): boolean {
  return (
    areAlikeMetadata(one.metadata, other.metadata) &&
    haveSameFields(one.spec, other.spec, "nodeName") &&
    areAlikeStatuses(one.status, other.status)
  );
}

function areAlikeMetadata(one: ObjectMeta, other: ObjectMeta): boolean {
  return (
    one.namespace === other.namespace &&
    one.labels === other.labels &&
    one.annotations === other.annotations &&
    one.ownerReferences === other.ownerReferences &&
    one.deletionTimestamp === other.deletionTimestamp &&
    one.finalizers === other.finalizers
  );
}

/** But for one field, which each may have or not. */
function haveSameFields(one: object, other: object, but: string): boolean {
  const [left, right] = [one as Fields, other as Fields];
  let more = 0;
  for (const name in left) {
    if (name === but) continue;
    if (left[name] === undefined || left[name] !== right[name]) return false;
    more += 1;
  }
  for (const name in right) if (name !== but) more -= 1;
  return more === 0;
}

type Fields = Readonly<Record<string, unknown>>;

function areAlikeStatuses(one: PodStatus | undefined, other: PodStatus | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.resources === other.resources &&
    one.allocatedResources === other.allocatedResources &&
    one.resourceClaimStatuses === other.resourceClaimStatuses &&
    areAlikeLists(one.conditions, other.conditions, areAlikeConditions) &&
    areAlikeLists(one.containerStatuses, other.containerStatuses, areAlikeSizes) &&
    areAlikeLists(one.initContainerStatuses, other.initContainerStatuses, areAlikeSizes)
  );
}

function areAlikeLists<Item>(
  one: readonly Item[] | undefined,
  other: readonly Item[] | undefined,
  areAlike: (left: Item, right: Item) => boolean,
): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (!areAlike(one[index]!, other[index]!)) return false;
  return true;
}

function areAlikeConditions(one: PodCondition, other: PodCondition): boolean {
  return haveSameFields(one, other, "lastTransitionTime");
}

function areAlikeSizes(one: ContainerStatus, other: ContainerStatus): boolean {
  return (
    one.name === other.name && one.allocatedResources === other.allocatedResources && one.resources === other.resources
  );
}

function timeless({ lastTransitionTime: _since, ...condition }: PodCondition): PodCondition {
  return condition;
}

function sizesOf({ name, allocatedResources, resources }: ContainerStatus): ContainerStatus {
  return {
    name,
    ...(allocatedResources === undefined ? {} : { allocatedResources }),
    ...(resources === undefined ? {} : { resources }),
  };
}
