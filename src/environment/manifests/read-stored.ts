// Objects that scheduling looks up, taken over from manifests; and the ReplicaSet that a Deployment would make.

import type { LabelSelector } from "../../model/api/types/object-meta.ts";
import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { Labels, OwnerReference } from "../../model/objects.ts";
import { objectUid } from "../../model/generated-names.ts";

import { isStoredKind, type StoredKind, type StoredObject } from "../../cluster/object-store.ts";

import type { ListedObject, ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";
import { noteDevices } from "./device-notes.ts";
import { positionOfObject } from "./manifest-objects.ts";
import { readUses } from "./read-uses.ts";
import { STORED_USES } from "./stored-uses.ts";

/** The object as it is looked up, or undefined for kinds that are not. */
export function readStored(object: CheckedObject, ports: ReadingPorts): ListedObject | undefined {
  if (!isStoredKind(object.kind)) return undefined;
  const uses = STORED_USES[object.kind];
  if (uses === undefined) return undefined;
  noteDevices(object, ports);
  return listed(object, object.kind, readUses(object.value, uses, object, ports));
}

/**
 * The ReplicaSet that the Deployment's controller would make, as far as it is looked up: the pods' owner, with the
 * Deployment's number of pods, its selector and the label that tells its pods from those of other revisions.
 */
export function replicaSetOf(deployment: CheckedObject, { name }: OwnerReference, labels: Labels): ListedObject {
  const { selector, replicas } = deployment.value["spec"] as DeploymentSpec;
  const { namespace } = deployment;
  const matchLabels = { ...selector?.matchLabels, ...labels };
  const uid = objectUid(`ReplicaSet/${namespace}/${name}`);
  return listed(deployment, "ReplicaSet", {
    metadata: { name, namespace, uid },
    spec: { selector: { ...selector, matchLabels }, ...(replicas === undefined ? {} : { replicas }) },
  });
}

interface DeploymentSpec {
  readonly selector?: LabelSelector;
  readonly replicas?: number;
}

/** The claims that a StatefulSet's controller would make for one of its pods. */
export function claimsOf(
  statefulSet: CheckedObject,
  templates: readonly PersistentVolumeClaim[],
  podName: string,
): readonly ListedObject[] {
  const { namespace } = statefulSet;
  return templates.map(({ metadata, spec }) => {
    const name = `${metadata?.name ?? ""}-${podName}`;
    const uid = objectUid(`PersistentVolumeClaim/${namespace}/${name}`);
    return listed(statefulSet, "PersistentVolumeClaim", {
      metadata: { ...metadata, name, namespace, uid },
      spec: spec ?? {},
      status: { phase: "Pending" },
    });
  });
}

function listed(from: CheckedObject, kind: StoredKind, object: unknown): ListedObject {
  return { stored: { kind, object } as StoredObject, isDumped: from.stored, position: positionOfObject(from) };
}
