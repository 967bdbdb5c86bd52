// Reads one object by its shape and tells the user where in the file each problem stands.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { ReadingPorts } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import type { ManifestObject } from "./manifest-objects.ts";
import { readShape } from "./read-shape.ts";
import type { ObjectShape } from "./shape.ts";

/**
 * The object as far as the model reads it, or undefined if it is not usable. Mistakes are told one by one; what
 * is unknown, odd or not simulated is told once for all objects.
 */
export function readObject(object: ManifestObject, shape: ObjectShape, ports: ReadingPorts): unknown {
  return readShape(object.value, shape, ({ severity, ...said }, place) => {
    const path = [...object.path, ...place.path];
    const position = (): SourcePosition =>
      place.at === "key" ? object.document.positionOfKey(path) : object.document.positionOf(path);
    if (severity !== "error") {
      ports.notes.add({ ...said, severity }, position);
      return;
    }
    const where = path.length === 0 ? {} : { path: pathText(path) };
    ports.sink.report({ ...said, severity, position: position(), ...where });
  });
}
