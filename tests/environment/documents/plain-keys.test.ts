// Keys without quotes.

import { describe, expect, it } from "vitest";

import { NOT_PLAIN } from "../../../src/environment/documents/line-cursor.ts";
import { PlainKeys, put } from "../../../src/environment/documents/plain-keys.ts";

function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe("keys", () => {
  it.each([
    ["name", "name"],
    ["app.kubernetes.io/name", "app.kubernetes.io/name"],
    ["1", "1"],
    ["y", "true"],
  ])("%j is %j, the second time as well", (text, key) => {
    const keys = new PlainKeys();
    expect([keys.resolve(text), keys.resolve(text)]).toEqual([key, key]);
  });

  it.each(["<<", "... a", "a\tb", "a ", "a".repeat(1001)])("%j is for the complete parser", (text) => {
    expect(thrownBy(() => new PlainKeys().resolve(text))).toBe(NOT_PLAIN);
  });

  it("stand once in a mapping", () => {
    const mapping = {};
    put(mapping, "a", 1);
    expect(thrownBy(() => put(mapping, "a", 2))).toBe(NOT_PLAIN);
    expect(thrownBy(() => put(mapping, "__proto__", 2))).toBe(NOT_PLAIN);
    expect(mapping).toEqual({ a: 1 });
  });
});
