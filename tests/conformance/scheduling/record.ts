// The shape of a `scheduling` record, as its FORMAT.md gives it.

import type { Node, ObjectMeta, Pod } from "../../../src/model/objects.ts";

export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export type RecordedChange =
  | { readonly create: KubernetesObject; readonly by?: string }
  | { readonly update: KubernetesObject; readonly by?: string }
  | {
      readonly delete: { readonly kind: string; readonly namespace?: string; readonly name: string };
      readonly by?: string;
    };

export interface InputStep {
  readonly atUs: number;
  readonly before?: readonly RecordedChange[];
  readonly create?: Pod;
  readonly retry?: string;
}

export interface RejectionGroup {
  readonly plugin: string;
  readonly code: string;
  readonly reasons: readonly string[];
  readonly nodes?: readonly string[] | "all";
  readonly count?: number;
}

export interface ExpectedStep {
  readonly pod: string;
  readonly result: string;
  readonly node?: string;
  readonly path?: string;
  readonly triedFirst?: string;
  readonly hint?: boolean;
  readonly start?: number;
  readonly visited?: number;
  readonly evaluated?: number;
  readonly feasible?: number;
  readonly preFilter?: {
    readonly plugin?: string;
    readonly code?: string;
    readonly message?: string;
    readonly nodes?: readonly string[];
    readonly plugins?: readonly string[];
  };
  readonly rejected?: readonly RejectionGroup[];
  readonly feasibleNodes?: readonly string[];
  readonly scores?: Readonly<Record<string, number | readonly number[]>>;
  readonly totals?: readonly number[];
  readonly top?: number;
  readonly best?: readonly string[];
  readonly unschedulablePlugins?: readonly string[];
  readonly message?: string;
  readonly preemption?: {
    readonly code?: string;
    readonly nominated?: string;
    readonly victims?: readonly string[];
    readonly candidates?: unknown;
  };
  readonly nodeOrder?: readonly string[];
}

export interface SchedulingRecord {
  readonly case: string;
  readonly kubernetes: string;
  readonly input: {
    readonly sameAs?: string;
    readonly config?: unknown;
    readonly victims?: string;
    readonly objects: readonly KubernetesObject[];
    readonly steps: readonly InputStep[];
  };
  readonly expected: {
    readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly nodeOrder: readonly string[];
    readonly steps: readonly ExpectedStep[];
    /** What the claims of the step's pod got, as `request = driver/pool/device`. */
    readonly devices?: readonly {
      readonly step: number;
      readonly pod: string;
      readonly claims: Readonly<Record<string, readonly string[]>>;
    }[];
  };
}

export function isNode(object: KubernetesObject): object is Node & KubernetesObject {
  return object.kind === "Node";
}

export function isPod(object: KubernetesObject): object is Pod & KubernetesObject {
  return object.kind === "Pod";
}
