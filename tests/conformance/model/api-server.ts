// `create` and `update` of the records of defaulting and validation: a manifest on its way into the API server.

import type { ApiObject } from "../../../src/model/api/api-kind.ts";
import { apiKindOf } from "../../../src/model/api/api-kinds.ts";
import {
  createObject,
  decodeErrorText,
  updateObject,
  type CreateOutcome,
} from "../../../src/model/api/create-object.ts";
import { encodeStruct } from "../../../src/model/api/encode.ts";
import type { FieldError } from "../../../src/model/api/field-error.ts";
import type { Answer, Operations, RecordedValue } from "./operation.ts";

/** What the recorder gave to a Job instead of a random identity. */
const RECORDED_UID = "00000000-0000-0000-0000-000000000001";

interface Manifest {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}

export const API_SERVER_OPERATIONS: Operations = Object.freeze({
  create: (input, expected) => answer(outcomeOf(input, "create"), input, expected),
  update: (input, expected) => answer(outcomeOf(input, "update"), input, expected),
});

function outcomeOf(input: RecordedValue, op: "create" | "update"): CreateOutcome | string {
  const manifest = input["manifest"] as Manifest;
  const kind = apiKindOf(String(manifest.apiVersion), String(manifest.kind));
  if (kind === undefined) return unknownKind(manifest);
  if (op === "create") return createObject(manifest, kind, RECORDED_UID);
  const old = createObject(input["old"], kind, RECORDED_UID);
  if (old.kind !== "created") return "the old object was refused";
  return updateObject(manifest, stored(old.object), kind);
}

/** What the recorder's store added. */
function stored(object: ApiObject): ApiObject {
  const metadata = object["metadata"] as Readonly<Record<string, unknown>>;
  return { ...object, metadata: { ...metadata, resourceVersion: "1" } };
}

/** The place in the server's own source is part of its message. */
function unknownKind({ apiVersion, kind }: Manifest): string {
  return `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`;
}

function answer(outcome: CreateOutcome | string, input: RecordedValue, expected: RecordedValue): Answer {
  if (typeof outcome === "string") return decodeAnswer(outcome, expected);
  switch (outcome.kind) {
    case "undecodable":
      return decodeAnswer(decodeErrorText(outcome.problems), expected);
    case "invalid": {
      const actual = { reason: "Invalid", errors: comparable(outcome.errors.map(plain)) };
      const { errorText: _order, ...wanted } = expected;
      const errors = comparable((expected["errors"] ?? []) as readonly PlainError[]);
      return { kind: "answered", actual, expected: { ...wanted, errors } };
    }
    case "created": {
      const { apiVersion, kind } = input["manifest"] as { apiVersion: string; kind: string };
      const { type } = apiKindOf(apiVersion, kind)!;
      const actual = {
        object: cleaned(withoutIdentity(encodeStruct(outcome.object, type))),
        warnings: outcome.warnings,
      };
      return { kind: "answered", actual, expected: { ...expected, object: cleaned(expected["object"]) } };
    }
  }
}

function decodeAnswer(text: string, expected: RecordedValue): Answer {
  return { kind: "answered", actual: { reason: "Decode", errorText: text }, expected };
}

interface PlainError {
  readonly type: string;
  readonly field: string;
  readonly message: string;
}

function plain({ type, path, message }: FieldError): PlainError {
  return { type, field: String(path), message };
}

/** Sorted, and without the values of Go's internal structures, which FORMAT.md leaves to one's own words. */
function comparable(errors: readonly PlainError[]): readonly string[] {
  return errors
    .map(({ type, field, message }) => `${type} ${field}: ${message.replace(INTERNAL_STRUCTURE, "$1{…}")}`)
    .toSorted();
}

/** Their fields have Go's names, with capitals. */
const INTERNAL_STRUCTURE = /^((?:Invalid|Unsupported|Duplicate) value: )\[?\{"[A-Z].*?\}\]?(?=$|: [a-z`0-9'])/;

/** The recorder took these out of what was stored. */
function withoutIdentity({ metadata, ...object }: RecordedValue): RecordedValue {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, ...kept } = metadata as RecordedValue;
  return { ...object, metadata: kept };
}

/** And these wherever they stood. */
function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, part]) => !isTakenOut(name, part));
  return Object.fromEntries(kept.map(([name, part]) => [name, cleaned(part)]));
}

function isTakenOut(name: string, value: unknown): boolean {
  if (name === "creationTimestamp") return value === null;
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty && (name === "status" || name === "resources");
}
