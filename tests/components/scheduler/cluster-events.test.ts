// The names of what the scheduler hears of.

import { expect, it } from "vitest";

import { keyOf, labelOf, type ClusterEvent } from "../../../src/components/scheduler/cluster-events.ts";

const EVENTS: readonly (readonly [ClusterEvent, string, string])[] = [
  [
    { kind: "pod", resource: "AssignedPod", action: "Delete", pod: 1, before: 0, after: 0 },
    "pod/Delete",
    "AssignedPodDelete",
  ],
  [
    { kind: "pod", resource: "UnschedulablePod", action: "UpdatePodLabel", pod: 1, before: 0, after: 1 },
    "pod/UpdatePodLabel",
    "UnschedulablePodUpdatePodLabel",
  ],
  [{ kind: "node", action: "UpdateNodeTaint" }, "node/UpdateNodeTaint", "NodeUpdateNodeTaint"],
  [{ kind: "wildcard", label: "ForceActivate" }, "wildcard", "ForceActivate"],
  [
    { kind: "device-claim", event: { isNew: true, namespace: "a", name: "b", isFree: false } },
    "device-claim",
    "resource.k8s.io/ResourceClaimAdd",
  ],
  [{ kind: "storage", event: { kind: "volume", isNew: false, movesZone: false } }, "storage", "PersistentVolumeUpdate"],
  [
    { kind: "storage", event: { kind: "csi-node", isNew: true, migrates: false, raisesLimit: false } },
    "storage",
    "storage.k8s.io/CSINodeAdd",
  ],
  [
    { kind: "storage", event: { kind: "attachment-gone", driver: "d" } },
    "storage",
    "storage.k8s.io/VolumeAttachmentDelete",
  ],
];

it.each(EVENTS)("%j is of the sort %s and has the label %s", (event, key, label) => {
  expect([keyOf(event), labelOf(event)]).toEqual([key, label]);
});
