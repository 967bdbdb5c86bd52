// JSON in annotations.

import { expect, it } from "vitest";

import { INT32, STRING, always, list, pointer, struct } from "../../../src/model/api/api-type.ts";
import { decodeLenientJson } from "../../../src/model/api/lenient-json.ts";

const ITEM = struct("v1.Item", { itemName: always(STRING), count: pointer(INT32) });
const BOX = struct("v1.Box", { items: list(ITEM), first: pointer(ITEM) });

it.each([
  ['{"ITEMS":[{"ItemName":"a","other":1}],"first":{"count":0}}', { items: [{ itemName: "a" }], first: { count: 0 } }],
  ['{"items":null}', {}],
  ["null", {}],
  ["{}", {}],
  ['{"items":[1]}', undefined],
  ['{"items":{}}', undefined],
  ["[]", undefined],
  ["", undefined],
  ["{", undefined],
])("reads %s", (text, expected) => {
  expect(decodeLenientJson(text, BOX)).toEqual(expected);
});
