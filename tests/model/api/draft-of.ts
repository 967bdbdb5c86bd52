// Copies of decoded objects for functions that complete an object in place.

import type { Draft } from "../../../src/model/api/api-type.ts";

/** A copy in which no part is shared, as decoding makes it. */
export function draftOf<Value>(value: Value): Draft<Value> {
  return JSON.parse(JSON.stringify(value)) as Draft<Value>;
}
