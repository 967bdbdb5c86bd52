// Keys wanted by two answers together.

import { describe, expect, it } from "vitest";

import { joinedKeys, NO_KEYS } from "../../../src/components/controllers/key-wishes.ts";

const HERE = [{ key: "default/here" }];
const THERE = [{ key: "default/there", afterUs: 5 }];

describe("keys wanted by two answers", () => {
  it("are those of the first before those of the second", () => {
    expect(joinedKeys(HERE, THERE)).toEqual([...HERE, ...THERE]);
  });

  it("are those of the one that wants any", () => {
    expect(joinedKeys(NO_KEYS, THERE)).toEqual(THERE);
    expect(joinedKeys(HERE, NO_KEYS)).toEqual(HERE);
  });
});
