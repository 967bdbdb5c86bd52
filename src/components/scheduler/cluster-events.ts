// What the scheduler hears of: one aspect of one object at a time, by the names that kube-scheduler gives to such events.
// Knows no plugin and no queue.
// Imitates staging kube-scheduler framework/types.go (ActionType, EventResource) and pkg/scheduler/framework/events.go, v1.36.

import type { Node } from "../../model/objects.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { ClaimEvent } from "./claim-events.ts";
import type { StorageEvent } from "./storage-events.ts";

/** `Update`: none of the aspects that have a name. */
export type PodAction =
  | "Add"
  | "Delete"
  | "UpdatePodLabel"
  | "UpdatePodScaleDown"
  | "UpdatePodSchedulingGatesEliminated"
  | "UpdatePodToleration"
  | "UpdatePodGeneratedResourceClaim"
  | "Update";

export type NodeAction =
  | "Add"
  | "Delete"
  | "UpdateNodeAllocatable"
  | "UpdateNodeLabel"
  | "UpdateNodeTaint"
  | "UpdateNodeCondition"
  | "UpdateNodeAnnotation"
  | "UpdateNodeDeclaredFeature";

/** Something about a pod that has a node, or that waits for one. */
export interface PodEvent {
  readonly kind: "pod";
  readonly resource: "AssignedPod" | "UnschedulablePod";
  readonly action: PodAction;
  readonly pod: PodId;
  /** Its class before and after; the same where it came or went. */
  readonly before: ClassId;
  readonly after: ClassId;
  /** Pods of higher priority than this do not mind, and are not looked at; absent: all are. */
  readonly onlyUpTo?: number;
}

/** Absent: the node was not there, or is not there any more. */
export interface NodeEvent {
  readonly kind: "node";
  readonly action: NodeAction;
  readonly before?: Node;
  readonly after?: Node;
}

/** Whatever keeps pods waiting, they are tried again; `pod`: only this one. */
export interface WildcardEvent {
  readonly kind: "wildcard";
  readonly label: "UnschedulableTimeout" | "ForceActivate";
  readonly pod?: PodId;
}

export type ClusterEvent =
  | PodEvent
  | NodeEvent
  | WildcardEvent
  | { readonly kind: "device-claim"; readonly event: ClaimEvent }
  | { readonly kind: "storage"; readonly event: StorageEvent };

/** What plugins register for: events that are of one sort to all of them. */
export type EventKey = `pod/${PodAction}` | `node/${NodeAction}` | "device-claim" | "storage" | "wildcard";

/** Events that put a pod somewhere, beside those of the cluster. */
export const SCHEDULE_ATTEMPT_FAILURE = "ScheduleAttemptFailure";
export const BACKOFF_COMPLETE = "BackoffComplete";
export const POD_ADDED = "UnschedulablePodAdd";
export const POD_UPDATED = "UnschedulablePodUpdate";

export function keyOf(event: ClusterEvent): EventKey {
  switch (event.kind) {
    case "pod":
      return `pod/${event.action}`;
    case "node":
      return `node/${event.action}`;
    default:
      return event.kind;
  }
}

/** The label of scheduler_queue_incoming_pods_total. */
export function labelOf(event: ClusterEvent): string {
  switch (event.kind) {
    case "pod":
      return `${event.resource}${event.action}`;
    case "node":
      return `Node${event.action}`;
    case "wildcard":
      return event.label;
    case "device-claim":
      return `resource.k8s.io/ResourceClaim${event.event.isNew ? "Add" : "Update"}`;
    case "storage":
      return storageLabel(event.event);
  }
}

const STORAGE_RESOURCES: Readonly<Record<StorageEvent["kind"], string>> = {
  claim: "PersistentVolumeClaim",
  volume: "PersistentVolume",
  "storage-class": "storage.k8s.io/StorageClass",
  "csi-node": "storage.k8s.io/CSINode",
  "csi-driver": "storage.k8s.io/CSIDriver",
  "storage-capacity": "storage.k8s.io/CSIStorageCapacity",
  "attachment-gone": "storage.k8s.io/VolumeAttachment",
};

function storageLabel(event: StorageEvent): string {
  const action = event.kind === "attachment-gone" ? "Delete" : event.isNew ? "Add" : "Update";
  return `${STORAGE_RESOURCES[event.kind]}${action}`;
}
