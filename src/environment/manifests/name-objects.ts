// Gives each object the name that it goes by, and refuses a second object of the same kind and name.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { SourceText } from "../documents/source-text.ts";
import { contentOffset } from "../documents/split-documents.ts";
import type { ReadingPorts } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import { positionOfObject, type ManifestObject, type NamedObject } from "./manifest-objects.ts";
import { DEFAULT_NAMESPACE } from "./metadata.ts";
import { field } from "./ownership.ts";
import { generatedName, textHash } from "./pod-names.ts";
import { AMBIGUOUS_WORDS, show } from "./read-shape.ts";

const CLUSTER_WIDE: ReadonlySet<string> = new Set(["Node", "PriorityClass"]);

/** The objects that have a name of their own, one at a time, in order. */
export function* nameObjects(objects: Iterable<ManifestObject>, ports: ReadingPorts): Generator<NamedObject> {
  const seen = new Map<string, Place>();
  const generated = new Map<string, number>();
  for (const object of objects) {
    const metadata = field(object.value, "metadata");
    const namespace = namespaceOf(object, metadata);
    const name = field(metadata, "name") ?? generateName(metadata, namespace, generated);
    if (typeof name !== "string" || name === "") {
      reportUnnamed(object, name, ports);
      continue;
    }
    const candidate = { ...object, name, namespace };
    const key = `${object.kind} ${namespace}/${name}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, placeOf(object));
      yield candidate;
    } else reportDuplicate(candidate, positionAt(first), ports);
  }
}

/** Where an object stood, without holding on to what it was. */
interface Place {
  readonly source: SourceText;
  readonly startsAt: number;
  /** The items of a list can only be found again through its one document, which is held anyway. */
  readonly item: ManifestObject | undefined;
}

function placeOf(object: ManifestObject): Place {
  const { source, startsAt } = object.document;
  return { source, startsAt, item: object.path.length === 0 ? undefined : object };
}

function positionAt({ source, startsAt, item }: Place): SourcePosition {
  return item === undefined ? source.positionAt(contentOffset(source.text, startsAt)) : positionOfObject(item);
}

function namespaceOf(object: ManifestObject, metadata: unknown): string {
  if (CLUSTER_WIDE.has(object.kind)) return "";
  const namespace = field(metadata, "namespace");
  return typeof namespace === "string" && namespace !== "" ? namespace : DEFAULT_NAMESPACE;
}

/** `generateName`, completed as the API server would, but the same in every run. */
function generateName(metadata: unknown, namespace: string, generated: Map<string, number>): string | undefined {
  const base = field(metadata, "generateName");
  if (typeof base !== "string" || base === "") return undefined;
  const key = `${namespace}/${base}`;
  const index = generated.get(key) ?? 0;
  generated.set(key, index + 1);
  return generatedName(base, textHash(key), index);
}

function reportUnnamed(object: ManifestObject, name: unknown, ports: ReadingPorts): void {
  const path = [...object.path, "metadata", "name"];
  const missing = name === undefined || name === null || name === "";
  ports.sink.report({
    code: missing ? "missing-field" : "wrong-type",
    severity: "error",
    message: missing ? `the ${object.kind} has no name` : `name: ${show(name)} is not a string`,
    position: object.document.positionOf(path),
    path: pathText(path),
    expected: `a string in metadata.name${typeof name === "boolean" ? ` (${AMBIGUOUS_WORDS} need quotes)` : ""}`,
  });
}

function reportDuplicate(object: NamedObject, first: SourcePosition, ports: ReadingPorts): void {
  const path = [...object.path, "metadata", "name"];
  const within = object.namespace === "" ? "" : `${object.namespace}/`;
  ports.sink.report({
    code: "duplicate-name",
    severity: "error",
    message: `${object.kind} ${within}${object.name} is there twice; the first stands at ${first.file}:${first.line}`,
    position: object.document.positionOf(path),
    path: pathText(path),
  });
}
