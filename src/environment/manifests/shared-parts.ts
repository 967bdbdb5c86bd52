// Parts of pods that thousands of them have alike: of equal ones the first is kept, so that a dump of a large cluster takes little
// memory. Knows plain data only.

import type { ApiObject } from "../../model/api/api-kind.ts";

/** Different texts that are remembered; a dump with more of them has little in common. */
const PARTS_MAX = 50_000;

export class SharedParts {
  readonly #byText = new Map<string, unknown>();

  /** The object with each of its fields that is a collection shared with earlier ones. */
  of<Value extends object>(value: Value): Value {
    const fields = value as ApiObject;
    const shared: ApiObject = {};
    for (const name of Object.keys(fields)) shared[name] = this.#share(fields[name]);
    return shared as Value;
  }

  #share(part: unknown): unknown {
    if (typeof part !== "object" || part === null) return part;
    const text = JSON.stringify(part);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    if (this.#byText.size < PARTS_MAX) this.#byText.set(text, part);
    return part;
  }
}
