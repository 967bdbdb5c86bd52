// Finds again where an object stands, without holding on to what was read of it.

import type { SourceText } from "../documents/source-text.ts";
import { contentOffset } from "../documents/split-documents.ts";
import type { FindPlace } from "../pod-batch-builder.ts";
import { positionOfObject, type ManifestObject } from "./manifest-objects.ts";

/** Where the object begins, to be asked for long after it was read. */
export function placeOfObject(object: ManifestObject): FindPlace {
  // The items of a list can only be found again through its one document, which is held for all of them.
  if (object.path.length > 0) return () => positionOfObject(object);
  return placeOfText(object.document.source, object.document.startsAt);
}

/** A function of its own: what two closures of one function take with them, each of them holds. */
function placeOfText(source: SourceText, startsAt: number): FindPlace {
  return () => source.positionAt(contentOffset(source.text, startsAt));
}
