// The pods that a workload object stands for, as its controller would first create them. The controllers
// themselves are not simulated here: nothing scales, replaces or rolls out. Names are those of the real ones.
// Imitates pkg/controller (deployment, replicaset, statefulset, job), v1.36.

import { unreachable } from "../../base/invariant.ts";

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PodTemplateSpec } from "../../model/api/types/pod.ts";
import { podTemplateHash } from "../../model/hashing/pod-template-hash.ts";
import type { Labels, ObjectMeta, OwnerReference, PodSpec } from "../../model/objects.ts";
import { generatedName, textHash } from "../../model/generated-names.ts";

/** The fields of a workload object that say how many pods it has. */
export interface WorkloadSpec {
  readonly replicas?: number;
  readonly template: { readonly metadata?: Partial<ObjectMeta>; readonly spec: PodSpec };
  /** StatefulSet. */
  readonly ordinals?: { readonly start?: number };
  readonly volumeClaimTemplates?: readonly PersistentVolumeClaim[];
  /** Job. */
  readonly parallelism?: number;
  readonly completions?: number;
  readonly suspend?: boolean;
  readonly completionMode?: string;
}

export interface Expansion {
  readonly pods: number;
  readonly nameOf: (index: number) => string;
  readonly owner: OwnerReference;
  /** What the controller adds to the template's labels. */
  readonly labels: Labels;
  /** Pods that the controller would create only after some of these have ended. */
  readonly later: number;
}

export type ExpandedKind = "Deployment" | "ReplicaSet" | "ReplicationController" | "StatefulSet" | "Job";

/** What the controller of `kind` would create for the object of that name; `stored` is its template as the server has it. */
export function expandWorkload(
  kind: ExpandedKind,
  namespace: string,
  name: string,
  spec: WorkloadSpec,
  stored: PodTemplateSpec,
): Expansion {
  switch (kind) {
    case "Deployment": {
      const hash = podTemplateHash(stored, undefined);
      return replicas("apps/v1", "ReplicaSet", namespace, `${name}-${hash}`, spec, { "pod-template-hash": hash });
    }
    case "ReplicaSet":
      return replicas("apps/v1", kind, namespace, name, spec, {});
    case "ReplicationController":
      return replicas("v1", kind, namespace, name, spec, {});
    case "StatefulSet": {
      const first = spec.ordinals?.start ?? 0;
      const owner = { apiVersion: "apps/v1", kind, name, controller: true };
      return { pods: spec.replicas ?? 1, nameOf: (index) => `${name}-${first + index}`, owner, labels: {}, later: 0 };
    }
    case "Job":
      return jobPods(namespace, name, spec);
    default:
      return unreachable(kind);
  }
}

function replicas(
  apiVersion: string,
  kind: string,
  namespace: string,
  name: string,
  spec: WorkloadSpec,
  labels: Labels,
): Expansion {
  const seed = textHash(`${namespace}/${name}`);
  return {
    pods: spec.replicas ?? 1,
    nameOf: (index) => generatedName(`${name}-`, seed, index),
    owner: { apiVersion, kind, name, controller: true },
    labels,
    later: 0,
  };
}

/** Without completions a Job is a work queue: `parallelism` pods, and none after them. */
function jobPods(namespace: string, name: string, spec: WorkloadSpec): Expansion {
  const parallelism = spec.parallelism ?? 1;
  const completions = spec.completions ?? parallelism;
  const pods = spec.suspend === true ? 0 : Math.min(parallelism, completions);
  const seed = textHash(`${namespace}/${name}`);
  const indexed = spec.completionMode === "Indexed";
  return {
    pods,
    nameOf: (index) => generatedName(indexed ? `${name}-${index}-` : `${name}-`, seed, index),
    owner: { apiVersion: "batch/v1", kind: "Job", name, controller: true },
    labels: { "batch.kubernetes.io/job-name": name, "job-name": name },
    later: completions - pods,
  };
}
