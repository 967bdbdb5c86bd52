// The contract of a kind of Kubernetes object: how the API server completes and judges what a user writes.
// The list of kinds is `api-kinds.ts`; each stands in a file of its own in `kinds/`.

import type { FeatureGates } from "../feature-gates.ts";
import type { Draft, StructType } from "./api-type.ts";
import type { DecodeProblem } from "./decode.ts";
import type { FieldError } from "./field-error.ts";

/** What a kind's file gives; `Value` is what its type decodes to: `ValueOf<typeof POD>`. */
export interface KindDefinition<Value> {
  /** `v1`, `apps/v1` … */
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly type: StructType;
  /** The files of Kubernetes that it imitates. */
  readonly source: string;
  /** SetDefaults_…: completes the object in place. */
  applyDefaults(object: Draft<Value>): void;
  /** What the way into the server's internal form and back makes of a complete object, in place, or why it fails. */
  convert?(object: Draft<Value>): DecodeProblem | undefined;
  /** What the server's storage allocates before it validates, such as ports, in place; a strategy knows nothing of it. */
  allocate?(object: Draft<Value>): void;
  /** PrepareForCreate: what the server itself sets or takes away when an object is created, in place. */
  prepareForCreate(object: Draft<Value>, gates?: FeatureGates): void;
  /** What kubectl prints of things that the preparation is about to mend. */
  warningsBeforeCreate?(object: Value): readonly string[];
  /** The create strategy's Validate, metadata included. */
  validate(object: Value, gates?: FeatureGates): readonly FieldError[];
  /** The same for an object that a server holds already, where some rules are for new ones only. */
  validateStored?(object: Value): readonly FieldError[];
  /** What kubectl prints about an object that was accepted. */
  warningsOnCreate?(object: Value): readonly string[];
  /** PrepareForUpdate, in place; `old` is what is stored. */
  prepareForUpdate?(object: Draft<Value>, old: Value, gates?: FeatureGates): void;
  /** The update strategy's ValidateUpdate, metadata included. */
  validateUpdate?(object: Value, old: Value, gates?: FeatureGates): readonly FieldError[];
  warningsOnUpdate?(object: Value, old: Value): readonly string[];
}

/** A decoded object of some kind: only its own definition knows more. */
export type ApiObject = Record<string, unknown>;

/** A kind among others. */
export interface ApiKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly type: StructType;
  readonly source: string;
  applyDefaults(object: ApiObject): void;
  convert?(object: ApiObject): DecodeProblem | undefined;
  allocate?(object: ApiObject): void;
  prepareForCreate(object: ApiObject, gates?: FeatureGates): void;
  warningsBeforeCreate?(object: ApiObject): readonly string[];
  validate(object: ApiObject, gates?: FeatureGates): readonly FieldError[];
  validateStored?(object: ApiObject): readonly FieldError[];
  warningsOnCreate?(object: ApiObject): readonly string[];
  prepareForUpdate?(object: ApiObject, old: ApiObject, gates?: FeatureGates): void;
  validateUpdate?(object: ApiObject, old: ApiObject, gates?: FeatureGates): readonly FieldError[];
  warningsOnUpdate?(object: ApiObject, old: ApiObject): readonly string[];
}

/** A kind's definition as an entry of the list: its functions only ever see objects decoded by its own type. */
export function apiKind<Value>(definition: KindDefinition<Value>): ApiKind {
  // No type can say that each definition is only ever given objects of its own kind.
  return Object.freeze(definition as never);
}
