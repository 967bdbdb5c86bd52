// Claims, volumes and classes for tests, said in few words.

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { PersistentVolume, PersistentVolumeSpec } from "../../../src/model/api/types/persistent-volume.ts";
import type { StorageClass } from "../../../src/model/api/types/storage.ts";
import type { Volume } from "../../../src/model/objects.ts";

type Annotations = Readonly<Record<string, string>>;

/** An unbound claim of 1Gi of class `slow`, unless the specification says otherwise. */
export function claim(
  name: string,
  spec: PersistentVolumeClaim["spec"] = {},
  annotations: Annotations = {},
): PersistentVolumeClaim {
  return {
    metadata: { name, namespace: "default", annotations },
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: "slow",
      resources: { requests: { storage: "1Gi" } },
      ...spec,
    },
    status: { phase: "Pending" },
  };
}

/** A claim that is bound to a volume of this name. */
export function claimOf(volumeName: string, spec: PersistentVolumeClaim["spec"] = {}): PersistentVolumeClaim {
  const bound = claim(`claim-of-${volumeName}`, { volumeName, ...spec }, { "pv.kubernetes.io/bind-completed": "yes" });
  return { ...bound, status: { phase: "Bound" } };
}

/** An available volume of class `slow`. */
export function volume(
  name: string,
  storage: string,
  spec: PersistentVolumeSpec = {},
  labels: Annotations = {},
): PersistentVolume {
  return {
    metadata: { name, labels },
    spec: { accessModes: ["ReadWriteOnce"], storageClassName: "slow", capacity: { storage }, ...spec },
    status: { phase: "Available" },
  };
}

/** A class that waits for the first consumer. */
export function storageClass(name: string, provisioner: string, more: StorageClass = {}): StorageClass {
  return { metadata: { name }, provisioner, volumeBindingMode: "WaitForFirstConsumer", ...more };
}

/** A node affinity with one term of one expression. */
export function onlyWhere(key: string, ...values: readonly string[]): PersistentVolumeSpec {
  const matchExpressions = [{ key, operator: "In", values }];
  return { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } } };
}

/** Pod volumes that name claims. */
export function claiming(...names: readonly string[]): readonly Volume[] {
  return names.map((claimName, index) => ({ name: `v${index}`, persistentVolumeClaim: { claimName } }));
}
