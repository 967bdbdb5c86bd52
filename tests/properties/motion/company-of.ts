// What stands beside a script's workloads: their Services and budgets, priority classes, and storage. Knows the form of manifests.

import type { Entry, QuotaWish, WorkloadWish } from "./workload-wish.ts";

/** A workload with its Service and its budget. */
export function withCompany<Wish extends WorkloadWish>(
  name: string,
  wish: Wish,
  objectOf: (name: string, wish: Wish) => Entry,
): readonly Entry[] {
  const selector = { matchLabels: { app: name } };
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name },
    spec: { selector: selector.matchLabels, ports: [{ port: 80 }] },
  };
  if (wish.budget === null) return [objectOf(name, wish), service];
  const budget = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name },
    spec: { ...wish.budget, selector },
  };
  return [objectOf(name, wish), service, budget];
}

/** The classes that wishes name. */
export const PRIORITY_CLASSES: readonly Entry[] = [
  priorityClass("low", { value: 10 }),
  priorityClass("meek", { value: 100, preemptionPolicy: "Never" }),
  priorityClass("high", { value: 1000 }),
];

function priorityClass(name: string, parts: Entry): Entry {
  return { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name }, ...parts };
}

export function quotaOf(hard: QuotaWish): Entry {
  return { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "team" }, spec: { hard } };
}

/** Volumes are made by a driver, or stand in each zone and wait for claims. */
export function storage(zones: readonly string[], volumesPerZone: number): readonly Entry[] {
  return [
    storageClass("made", { provisioner: "csi.example.com", reclaimPolicy: "Delete" }),
    storageClass("kept", { provisioner: "kubernetes.io/no-provisioner" }),
    ...zones.flatMap((zone) => Array.from({ length: volumesPerZone }, (_, number) => volume(zone, number + 1))),
  ];
}

function storageClass(name: string, parts: Entry): Entry {
  const volumeBindingMode = "WaitForFirstConsumer";
  return { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name }, volumeBindingMode, ...parts };
}

function volume(zone: string, number: number): Entry {
  const inZone = { key: "topology.kubernetes.io/zone", operator: "In", values: [zone] };
  const spec = {
    capacity: { storage: "1Gi" },
    accessModes: ["ReadWriteOnce"],
    storageClassName: "kept",
    persistentVolumeReclaimPolicy: "Retain",
    local: { path: `/disks/${number}` },
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [inZone] }] } },
  };
  return { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: `disk-${zone}-${number}` }, spec };
}
