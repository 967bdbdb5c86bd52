// Gives each object the name that it goes by, and refuses a second object of the same kind and name.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { ReadingPorts } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import { positionOfObject, type ManifestObject, type NamedObject } from "./manifest-objects.ts";
import { DEFAULT_NAMESPACE } from "./metadata.ts";
import { field } from "./ownership.ts";
import { AMBIGUOUS_WORDS, show } from "./read-shape.ts";
import { generatedName, textHash } from "./pod-names.ts";

const CLUSTER_WIDE: ReadonlySet<string> = new Set(["Node", "PriorityClass"]);

/** The objects that have a name of their own, in order. */
export function nameObjects(objects: readonly ManifestObject[], ports: ReadingPorts): readonly NamedObject[] {
  const seen = new Map<string, NamedObject>();
  const generated = new Map<string, number>();
  const named: NamedObject[] = [];
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
    if (first !== undefined) {
      reportDuplicate(candidate, first, ports);
      continue;
    }
    seen.set(key, candidate);
    named.push(candidate);
  }
  return named;
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

function reportDuplicate(object: NamedObject, first: NamedObject, ports: ReadingPorts): void {
  const place = showPosition(positionOfObject(first));
  const path = [...object.path, "metadata", "name"];
  const within = object.namespace === "" ? "" : `${object.namespace}/`;
  ports.sink.report({
    code: "duplicate-name",
    severity: "error",
    message: `${object.kind} ${within}${object.name} is there twice; the first stands at ${place}`,
    position: object.document.positionOf(path),
    path: pathText(path),
  });
}

function showPosition(position: SourcePosition): string {
  return `${position.file}:${position.line}`;
}
