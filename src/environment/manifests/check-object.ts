// One object as the API server would take it: decoded strictly, with its defaults, and judged by the rules of its
// kind. What the server would refuse is told in its words, with the place that it cannot give.

import { suggestionFor, type Diagnostic } from "../../base/diagnostic.ts";
import { nearestName } from "../../base/nearest-name.ts";

import type { ApiKind, ApiObject } from "../../model/api/api-kind.ts";
import type { Draft } from "../../model/api/api-type.ts";
import { validateNewObject, validateStoredObject } from "../../model/api/create-object.ts";
import { decodeStruct, valuePathText, type DecodeProblem } from "../../model/api/decode.ts";
import type { FieldError, FieldErrorType } from "../../model/api/field-error.ts";
import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import { isRefusedByPolicy } from "../../model/api/validation/security-context.ts";
import { objectUid } from "../../model/generated-names.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import { positionOfObject, type NamedObject } from "./manifest-objects.ts";
import { nearestQuantity } from "./nearest-quantity.ts";
import { field } from "./ownership.ts";
import { AMBIGUOUS_WORDS } from "./show-value.ts";

/** An object that Kubernetes would accept, complete: `value` is fresh and fits the type of its kind. */
export interface CheckedObject extends NamedObject {
  readonly value: ApiObject;
  readonly stored: boolean;
  /** As the file has it. */
  readonly written: Readonly<Record<string, unknown>>;
}

const CODES: Readonly<Record<FieldErrorType, string>> = Object.freeze({
  FieldValueNotFound: "not-found",
  FieldValueRequired: "missing-field",
  FieldValueDuplicate: "duplicate-value",
  FieldValueInvalid: "invalid-value",
  FieldValueNotSupported: "unsupported-value",
  FieldValueForbidden: "forbidden-field",
  FieldValueTooLong: "too-long",
  FieldValueTooShort: "too-short",
  FieldValueTooMany: "too-many",
  InternalError: "invalid-value",
  FieldValueTypeInvalid: "wrong-type",
});

/** The object as the server would hold it, or undefined if it would be refused; all that is wrong is told. */
export function checkObject(object: NamedObject, kind: ApiKind, ports: ReadingPorts): CheckedObject | undefined {
  const stored = isStored(object);
  const { value, problems } = decodeStruct(object.value, kind.type);
  const said = new Set<string>();
  let refused = false;
  for (const problem of problems) {
    if (problem.kind === "unknown-field" && stored) noteUnknownField(object, problem, ports);
    else {
      refused = true;
      ports.sink.report(decodeDiagnostic(object, problem));
    }
  }
  // Rules that speak of values which could not be read would say things that are not so.
  if (problems.some((problem) => problem.kind === "wrong-type")) return undefined;
  const unconvertible = complete(value, object, kind);
  if (unconvertible !== undefined) {
    ports.sink.report(decodeDiagnostic(object, unconvertible));
    return undefined;
  }
  for (const error of stored ? judgeStored(value, kind) : judgeNew(value, object, kind, ports)) {
    refused = true;
    reportOnce(fieldDiagnostic(object, error), said, ports);
  }
  return refused ? undefined : { ...object, value, stored, written: object.value };
}

/** What no server would hold; nearly all are started so that they take privileged containers. */
function judgeStored(value: ApiObject, kind: ApiKind): readonly FieldError[] {
  return validateStoredObject(value, kind).filter((error) => !isRefusedByPolicy(error));
}

/** The server tells some things twice. */
function reportOnce(diagnostic: Diagnostic, said: Set<string>, { sink }: ReadingPorts): void {
  if (said.has(diagnostic.message)) return;
  said.add(diagnostic.message);
  sink.report(diagnostic);
}

/** Gives `value` its name, its namespace and its defaults, in place; the problem is why it has no internal form. */
function complete(value: ApiObject, object: NamedObject, kind: ApiKind): DecodeProblem | undefined {
  const metadata = (value["metadata"] ??= {}) as Draft<ObjectMeta>;
  if (object.name !== "") metadata.name = object.name;
  if (kind.namespaced) metadata.namespace ??= object.namespace;
  else delete metadata.namespace;
  kind.applyDefaults(value);
  const unconvertible = kind.convert?.(value);
  if (unconvertible === undefined) kind.allocate?.(value);
  return unconvertible;
}

/** Makes of `value`, in place, what the server would store, and returns what is wrong with it. */
function judgeNew(value: ApiObject, object: NamedObject, kind: ApiKind, ports: ReadingPorts): readonly FieldError[] {
  const metadata = value["metadata"] as Draft<ObjectMeta>;
  metadata.uid ??= objectUid(`${object.kind}/${object.namespace}/${object.name}`);
  const { status } = value;
  const warnings = [...(kind.warningsBeforeCreate?.(value) ?? [])];
  const { featureGates } = ports;
  kind.prepareForCreate(value, featureGates);
  const errors = validateNewObject(value, kind, featureGates).filter((error) => !isRefusedByPolicy(error));
  if (errors.length === 0) warnings.push(...(kind.warningsOnCreate?.(value) ?? []));
  // A new object has no status; one that is written down is taken for what somebody has seen.
  if (status !== undefined) value["status"] = status;
  for (const message of warnings) {
    const note = { code: "server-warning", severity: "warning", message: `${object.kind}: ${message}` } as const;
    ports.notes.add(note, () => positionOfObject(object));
  }
  return errors;
}

/** Whether an API server has held the object: it is part of a dump then. */
function isStored({ value }: NamedObject): boolean {
  const metadata = field(value, "metadata");
  return typeof field(metadata, "uid") === "string" || typeof field(metadata, "resourceVersion") === "string";
}

/** In dumps, fields of other versions of Kubernetes are no mistake of the user. */
function noteUnknownField(
  object: NamedObject,
  problem: DecodeProblem & { readonly kind: "unknown-field" },
  ports: ReadingPorts,
): void {
  const { path, message, known } = problem;
  const note = { code: problem.kind, severity: "warning", message: `${object.kind}: ${message}` } as const;
  ports.notes.add({ ...note, ...suggestionFor(String(path.at(-1)), known) }, () =>
    object.document.positionOfKey([...object.path, ...path]),
  );
}

function decodeDiagnostic(object: NamedObject, problem: DecodeProblem): Diagnostic {
  const path = [...object.path, ...problem.path];
  const common = { severity: "error", path: valuePathText(problem.path) } as const;
  if (problem.kind === "unknown-field") {
    const position = object.document.positionOfKey(path);
    const suggestion = suggestionFor(String(problem.path.at(-1)), problem.known);
    return {
      ...common,
      code: problem.kind,
      message: `${undecodable(object)}: strict decoding error: ${problem.message}`,
      position,
      ...suggestion,
    };
  }
  const value = problem.path.reduce<unknown>((part, step) => field(part, String(step)), object.value);
  const meant = meantValue(value, problem.expected);
  return {
    ...common,
    code: problem.kind,
    message: `${undecodable(object)}: ${problem.message}`,
    position: object.document.positionOf(path),
    expected: typeof value === "boolean" ? `${problem.expected} (${AMBIGUOUS_WORDS} need quotes)` : problem.expected,
    ...(meant === undefined ? {} : { suggestion: meant }),
  };
}

/** As kubectl tells that the server could not read an object. */
function undecodable({ kind, api }: NamedObject): string {
  const version = api.apiVersion.slice(api.apiVersion.indexOf("/") + 1);
  return `${kind} in version "${version}" cannot be handled as a ${kind}`;
}

/** A number in quotes where text is asked for, an amount in Kubernetes' spelling. */
function meantValue(value: unknown, expected: string): string | undefined {
  if (typeof value === "number" && expected === "a string") return JSON.stringify(String(value));
  return typeof value === "string" && expected.startsWith("a quantity") ? nearestQuantity(value) : undefined;
}

function fieldDiagnostic(object: NamedObject, error: FieldError): Diagnostic {
  const { type, path, message, value, supported, gate } = error;
  const place = [...object.path, ...whereWritten(path.keys)];
  const { document } = object;
  const position = type === "FieldValueForbidden" ? document.positionOfKey(place) : document.positionOf(place);
  // The server lists names that only a feature gate lets in: to suggest what was written would help nobody.
  const others = (supported ?? []).filter((name) => name !== value);
  const suggestion = value === undefined ? undefined : nearestName(value, others);
  return {
    code: CODES[type],
    severity: "error",
    message: `The ${object.kind} ${JSON.stringify(object.name)} is invalid: ${String(path)}: ${message}`,
    position,
    path: String(path),
    ...(gate === undefined ? {} : { expected: `the feature gate ${gate}: ${OPENED_BY}.${gate}: true in the scenario` }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Where a scenario says which gates are open. */
const OPENED_BY = "controllerManager.featureGates";

/** Where the server says one field and means another, which is the one that stands in the file. */
const MEANT_PLACES: readonly (readonly [said: readonly string[], meant: readonly string[]])[] = Object.freeze([
  [
    ["metadata", "taints"],
    ["spec", "taints"],
  ],
  [
    ["metadata", "nodeSwapStatus"],
    ["status", "nodeInfo", "swap"],
  ],
  [
    ["spec", "template", "labels"],
    ["spec", "template", "metadata", "labels"],
  ],
  [
    ["spec", "template", "annotations"],
    ["spec", "template", "metadata", "annotations"],
  ],
]);

function whereWritten(path: DocumentPath): DocumentPath {
  const found = MEANT_PLACES.find(([said]) => said.every((step, index) => path[index] === step));
  return found === undefined ? path : [...found[1], ...path.slice(found[0].length)];
}
