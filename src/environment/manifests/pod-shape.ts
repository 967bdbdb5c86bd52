// A text that pods share which differ in nothing but their names and the times that plimsoll's annotations give them:
// as written, so that it is known before anything of a pod is decoded.

import { isMapping } from "../../base/mapping.ts";

import { dns1123LabelProblems } from "../../model/name-formats.ts";

import { ARRIVES_AT, RUNS_FOR } from "./metadata.ts";
import { field } from "./ownership.ts";

/** What a pod may hold at the most to have a shape; beyond that it is hardly anybody's twin. */
const MAX_VALUES = 5_000;
const MAX_DEPTH = 64;

/**
 * The shape of a pod that goes by `name`. Pods of one shape are taken, refused and warned about alike, but for their
 * times. Undefined where a name may decide something: in dumps, for names that are no DNS labels, and for volumes
 * whose claims are named after the pod.
 */
export function podShape(pod: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const { metadata } = pod;
  if (!isMapping(metadata) || metadata["uid"] !== undefined || metadata["resourceVersion"] !== undefined) {
    return undefined;
  }
  if (dns1123LabelProblems(name).length > 0 || createsClaims(pod)) return undefined;
  const { name: written, annotations, ...others } = metadata;
  const shape = new ShapeText();
  shape.add({ ...pod, metadata: { ...others, annotations: withoutTimes(annotations) } }, MAX_DEPTH);
  if (written !== name) shape.add(written, MAX_DEPTH);
  return shape.text();
}

function createsClaims({ spec }: Readonly<Record<string, unknown>>): boolean {
  const volumes = field(spec, "volumes");
  return Array.isArray(volumes) && volumes.some((volume) => field(volume, "ephemeral") !== undefined);
}

/** How long a time's text is counts for the API server, which limits the size of all annotations together. */
function withoutTimes(annotations: unknown): unknown {
  if (!isMapping(annotations)) return annotations;
  const bare = { ...annotations };
  for (const name of [ARRIVES_AT, RUNS_FOR]) {
    const time = bare[name];
    if (typeof time === "string" && Object.hasOwn(bare, name)) bare[name] = "-".repeat(time.length);
  }
  return bare;
}

/** Texts stand behind their lengths, and collections in brackets: no two values have the same text. */
class ShapeText {
  #text = "";
  #valuesLeft = MAX_VALUES;

  /** Undefined if there was too much. */
  text(): string | undefined {
    return this.#valuesLeft < 0 ? undefined : this.#text;
  }

  add(value: unknown, depthLeft: number): void {
    this.#valuesLeft -= 1;
    if (typeof value === "string") this.#text += `${value.length}"${value}`;
    else if (typeof value === "bigint") this.#text += `${value}n`;
    else if (typeof value !== "object" || value === null) this.#text += `${String(value)};`;
    else if (depthLeft === 0) this.#valuesLeft = -1;
    else if (Array.isArray(value)) this.#addItems(value, depthLeft - 1);
    else this.#addFields(value as Readonly<Record<string, unknown>>, depthLeft - 1);
  }

  #addItems(items: readonly unknown[], depthLeft: number): void {
    this.#text += "[";
    for (const item of items) {
      if (this.#valuesLeft < 0) return;
      this.add(item, depthLeft);
    }
    this.#text += "]";
  }

  #addFields(fields: Readonly<Record<string, unknown>>, depthLeft: number): void {
    this.#text += "{";
    for (const name of Object.keys(fields)) {
      if (this.#valuesLeft < 0) return;
      this.#text += `${name.length}"${name}`;
      this.add(fields[name], depthLeft);
    }
    this.#text += "}";
  }
}
