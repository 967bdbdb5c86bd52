// Gives each object the name that it goes by, and refuses a second object of the same kind and name.

import type { SourcePosition } from "../../base/diagnostic.ts";

import { generatedName, textHash } from "../../model/generated-names.ts";

import type { FindPlace } from "../pod-batch-builder.ts";
import type { ReadingPorts } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import type { ManifestObject, NamedObject } from "./manifest-objects.ts";
import { DEFAULT_NAMESPACE } from "./metadata.ts";
import { placeOfObject } from "./object-place.ts";
import { field } from "./ownership.ts";

/** The objects with their names, one at a time, in order; those without a name have an empty one. */
export function* nameObjects(objects: Iterable<ManifestObject>, ports: ReadingPorts): Generator<NamedObject> {
  const seen = new Map<string, FindPlace>();
  const generated = new Map<string, number>();
  for (const object of objects) {
    const metadata = field(object.value, "metadata");
    const namespace = namespaceOf(object, metadata);
    const name = ownName(metadata) ?? generateName(metadata, namespace, generated);
    const candidate = { ...object, name: name ?? "", namespace };
    if (name === undefined) {
      yield candidate;
      continue;
    }
    const key = `${object.kind} ${namespace}/${name}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, placeOfObject(object));
      yield candidate;
    } else reportDuplicate(candidate, first(), ports);
  }
}

function namespaceOf(object: ManifestObject, metadata: unknown): string {
  if (!object.api.namespaced) return "";
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

function ownName(metadata: unknown): string | undefined {
  const name = field(metadata, "name");
  return typeof name === "string" && name !== "" ? name : undefined;
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
