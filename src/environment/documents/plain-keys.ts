// Keys of mappings, in the part of YAML that the quick reader knows.
// Imitates goyaml.v2 (resolve.go, decode.go), as sigs.k8s.io/yaml uses it, v1.6.

import { NOT_PLAIN } from "./line-cursor.ts";
import { keyOfPlain } from "./plain-scalar.ts";

/** Beyond this the simple keys of YAML end. */
export const LONGEST_KEY = 1000;

/** Merges, what a document may end with, and blanks that are not part of the key. */
const UNUSUAL = /^<<$|^\.\.\.|\t| $/;

/** Remembers what keys without quotes stand for: few different ones stand in thousands of documents. */
export class PlainKeys {
  readonly #known = new Map<string, string>();

  /** The key that is written so; throws NOT_PLAIN if the complete parser has to say. */
  resolve(text: string): string {
    let key = this.#known.get(text);
    if (key === undefined) {
      key = keyOfPlain(text);
      if (key === undefined || text.length > LONGEST_KEY || UNUSUAL.test(text)) throw NOT_PLAIN;
      this.#known.set(text, key);
    }
    return key;
  }
}

/** A key that stands twice, or means something to JavaScript, is left to the complete parser. */
export function put(mapping: Record<string, unknown>, key: string, value: unknown): void {
  if (mapping[key] !== undefined || key === "__proto__") throw NOT_PLAIN;
  mapping[key] = value;
}
