// The objects of a dump, trimmed while they pass by: of a large dump only what is kept of it is held.

import type { SourceDocument } from "../../environment/documents/read-documents.ts";

import { shapeOfKind } from "./kept-kinds.ts";
import type { ObjectShape } from "./shape.ts";
import { isObject, trimmedObject, type PlainObject } from "./trim.ts";

/** One object of a dump, or what is kept of it. */
export interface DumpObject {
  readonly kind: string;
  readonly value: PlainObject;
  readonly shape: ObjectShape;
}

/** Collects the objects of documents that somebody else reads. */
export class DumpObjects {
  readonly kept: DumpObject[] = [];
  /** How many objects of kinds that are left out, by kind. */
  readonly leftOut = new Map<string, number>();

  /** The same documents, one at a time. */
  *passing(documents: Iterable<SourceDocument>): Generator<SourceDocument> {
    for (const document of documents) {
      this.#collect(document.value, undefined);
      yield document;
    }
  }

  /** `type` is what a typed list (`PodList`) says of its items, which may not say it themselves. */
  #collect(value: unknown, type: { readonly apiVersion: unknown; readonly kind: string } | undefined): void {
    if (!isObject(value)) return;
    const kind = textOf(value, "kind") ?? type?.kind ?? "";
    const apiVersion = textOf(value, "apiVersion") ?? type?.apiVersion;
    const items = Object.hasOwn(value, "items") ? value["items"] : undefined;
    if (kind.endsWith("List") && Array.isArray(items)) {
      const itemType = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
      for (const item of items) this.#collect(item, itemType);
      return;
    }
    const shape = shapeOfKind(String(apiVersion), kind);
    const object = shape === undefined ? undefined : trimmedObject({ ...value, apiVersion, kind }, shape);
    if (shape === undefined || object === undefined) this.leftOut.set(kind, (this.leftOut.get(kind) ?? 0) + 1);
    else this.kept.push({ kind, value: object, shape });
  }
}

function textOf(value: PlainObject, name: string): string | undefined {
  const text = Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof text === "string" && text !== "" ? text : undefined;
}
