// Finds again where an object stands, without holding on to what was read of it.

import { contentOffset } from "../documents/split-documents.ts";
import type { FindPlace } from "../pod-batch-builder.ts";
import { positionOfObject, type ManifestObject } from "./manifest-objects.ts";

/** Where the object begins, to be asked for long after it was read. */
export function placeOfObject(object: ManifestObject): FindPlace {
  // The items of a list can only be found again through its one document, which is held for all of them.
  if (object.path.length > 0) return () => positionOfObject(object);
  const { source, startsAt } = object.document;
  return () => source.positionAt(contentOffset(source.text, startsAt));
}
