// The shape of a `scheduler-loop` record, as its FORMAT.md gives it.

import { isStoredKind, type StoredKind, type StoredObject } from "../../../src/cluster/object-store.ts";
import type { Node, ObjectMeta, Pod } from "../../../src/model/objects.ts";

export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export function isNode(object: KubernetesObject): object is KubernetesObject & Node {
  return object.kind === "Node";
}

export function isPod(object: KubernetesObject): object is KubernetesObject & Pod {
  return object.kind === "Pod";
}

/** True if the cluster keeps such objects. */
export function isStored(object: KubernetesObject): object is KubernetesObject & StoredAs {
  return isStoredKind(object.kind);
}

interface StoredAs {
  readonly kind: StoredKind;
}

/** The object as the cluster's store holds it: what it looks like is the record's word. */
export function storedAs(object: KubernetesObject & StoredAs): StoredObject {
  return { kind: object.kind, object } as StoredObject;
}

export type ScriptEvent =
  | { readonly atUs: number; readonly op: "create"; readonly object: KubernetesObject }
  | {
      readonly atUs: number;
      readonly op: "patch";
      readonly kind: string;
      readonly namespace?: string;
      readonly name: string;
      readonly patch: unknown;
    }
  | {
      readonly atUs: number;
      readonly op: "delete" | "finish";
      readonly kind: string;
      readonly namespace?: string;
      readonly name: string;
    };

export interface ApiFailure {
  readonly call: "bind" | "patchStatus" | "delete";
  readonly pod?: string;
  readonly nth: number;
  readonly times: number;
  readonly code: number;
  readonly applied?: boolean;
}

export interface LoopInput {
  readonly startTime: string;
  readonly config?: unknown;
  readonly featureGates?: Readonly<Record<string, boolean>>;
  readonly podMaxInUnschedulablePodsSeconds?: number;
  readonly schedulerStartUs: number;
  readonly attemptUs: number;
  readonly bindUs: number;
  readonly patchUs: number;
  readonly deleteUs: number;
  readonly kubelet: {
    readonly startUs: number;
    readonly runUs?: Readonly<Record<string, number>>;
    readonly terminationUs?: Readonly<Record<string, number>>;
  };
  readonly volumes?: { readonly bindUs: number; readonly provisionUs: number };
  readonly apiFailures?: readonly ApiFailure[];
  readonly events: readonly ScriptEvent[];
  readonly observeAtUs?: readonly number[];
  readonly untilUs: number;
}

/** One entry of the timeline; which fields there are depends on its kind. */
export interface TimelineEntry {
  readonly atUs: number;
  readonly kind: string;
  readonly pod?: string;
  readonly [field: string]: unknown;
}

export interface LoopExpected {
  readonly timeline?: readonly TimelineEntry[];
  readonly pods: readonly Readonly<Record<string, unknown>>[];
  readonly metrics: Readonly<Record<string, unknown>>;
}

export interface LoopRecord {
  readonly case: string;
  readonly kubernetes: string;
  readonly input: LoopInput;
  readonly expected: LoopExpected;
}
