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
import { inReadVersion, inWrittenVersion } from "./old-versions.ts";
import type { Answer, Operations, RecordedValue } from "./operation.ts";

/** What the recorder gave to a Job instead of a random identity. */
const RECORDED_UID = "00000000-0000-0000-0000-000000000001";

export const API_SERVER_OPERATIONS: Operations = Object.freeze({
  create: (input, expected) => answer(outcomeOf(input, "create"), input, expected),
  update: (input, expected) => answer(outcomeOf(input, "update"), input, expected),
});

function outcomeOf(input: RecordedValue, op: "create" | "update"): CreateOutcome | string {
  const manifest = inReadVersion(input["manifest"] as RecordedValue);
  const { apiVersion, kind: kindName } = manifest;
  const kind = apiKindOf(String(apiVersion), String(kindName));
  if (kind === undefined) return unknownKind(String(apiVersion), String(kindName));
  if (op === "create") return createObject(manifest, kind, RECORDED_UID);
  const old = createObject(inReadVersion(input["old"] as RecordedValue), kind, RECORDED_UID);
  if (old.kind !== "created") return "the old object was refused";
  return updateObject(manifest, stored(old.object), kind);
}

/** What the recorder's store added, and its clock. */
function stored(object: ApiObject): ApiObject {
  const metadata = object["metadata"] as Readonly<Record<string, unknown>>;
  return { ...object, metadata: { ...metadata, resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" } };
}

/** The place in the server's own source is part of its message. */
function unknownKind(apiVersion: string, kind: string): string {
  if (apiVersion.split("/").length > 2) return `unexpected GroupVersion string: ${apiVersion}`;
  return `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`;
}

function answer(outcome: CreateOutcome | string, input: RecordedValue, expected: RecordedValue): Answer {
  if (typeof outcome === "string") return decodeAnswer(outcome, expected);
  switch (outcome.kind) {
    case "undecodable":
      return decodeAnswer(decodeErrorText(outcome.problems), expected);
    case "invalid": {
      const wanted = (expected["errors"] ?? []) as readonly PlainError[];
      const actual = { reason: "Invalid", errors: comparable(outcome.errors.map(plain), internalPlaces(wanted)) };
      const { errorText: _order, ...rest } = expected;
      return { kind: "answered", actual, expected: { ...rest, errors: comparable(wanted, internalPlaces(wanted)) } };
    }
    case "created": {
      const manifest = input["manifest"] as RecordedValue;
      const { apiVersion, kind } = inReadVersion(manifest);
      const { type } = apiKindOf(String(apiVersion), String(kind))!;
      const written = inWrittenVersion(encodeStruct(outcome.object, type), manifest);
      const actual = {
        object: cleaned(withoutIdentity(written)),
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

/** Where the server shows a structure of its own, with Go's names: FORMAT.md leaves its text to one's own words. */
function internalPlaces(errors: readonly PlainError[]): ReadonlySet<string> {
  return new Set(errors.filter(({ message }) => INTERNAL_STRUCTURE.test(message)).map(placeOf));
}

function placeOf({ type, field }: PlainError): string {
  return `${type} ${field}`;
}

/** Sorted, without the values of internal structures, and without the differences of two of them in further lines. */
function comparable(errors: readonly PlainError[], internal: ReadonlySet<string>): readonly string[] {
  return errors
    .map((error) => {
      const [line = ""] = error.message.split("\n");
      const message = internal.has(placeOf(error)) ? line.replace(STRUCTURE, "$1{…}") : line;
      return `${placeOf(error)}: ${message}`;
    })
    .toSorted();
}

/** A structure's first field has a capital, but for templates: those begin with what stands in their metadata. */
const INTERNAL_STRUCTURE = /^(?:Invalid|Unsupported|Duplicate) value: (?:\[?\{"[A-Z]|\{.*"Spec":\{)/;
const STRUCTURE = /^((?:Invalid|Unsupported|Duplicate) value: )(?:\[?\{(?:"[A-Za-z].*)?\}\]?|null)(?=$|: [^"])/;

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

const CLOCK_TIMES: ReadonlySet<string> = new Set(["creationTimestamp", "lastTransitionTime", "lastProbeTime"]);

function isTakenOut(name: string, value: unknown): boolean {
  if (CLOCK_TIMES.has(name)) return value === null;
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty && (name === "status" || name === "resources");
}
