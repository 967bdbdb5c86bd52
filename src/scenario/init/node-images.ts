// The images that nodes hold: each stands there by its tag and by its digest. A digest that no pod names is left out,
// and with it half of what a large cluster's nodes say.

import type { DumpObject } from "./dump-objects.ts";
import { isObject, type PlainObject } from "./trim.ts";

/** The same objects, their nodes without names of images that end in a digest and stand in no pod. */
export function withoutUnusedDigests(objects: readonly DumpObject[]): readonly DumpObject[] {
  const used = new Set<string>();
  for (const { kind, value } of objects) if (kind !== "Node") collectImages(value, used);
  return objects.map((object) => (object.kind === "Node" ? withImages(object, used) : object));
}

/** Images of containers and of volumes, in pods and in templates. */
function collectImages(value: unknown, used: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectImages(item, used);
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) {
      if (typeof part !== "string") collectImages(part, used);
      else if (name === "image" || name === "reference") used.add(part);
    }
  }
}

function withImages(object: DumpObject, used: ReadonlySet<string>): DumpObject {
  const { status } = object.value;
  if (!isObject(status) || !Array.isArray(status["images"])) return object;
  const images = (status["images"] as readonly PlainObject[]).flatMap((image) => {
    const names = (Array.isArray(image["names"]) ? (image["names"] as readonly string[]) : []).filter(
      (name) => !name.includes("@") || used.has(name),
    );
    return names.length === 0 ? [] : [{ ...image, names }];
  });
  return { ...object, value: { ...object.value, status: { ...status, images } } };
}
