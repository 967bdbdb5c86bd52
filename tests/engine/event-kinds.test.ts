// The table of kinds: numbers by order, hashes by name.

import { describe, expect, it } from "vitest";

import { EventKinds } from "../../src/engine/event-kinds.ts";

describe("the kinds of events", () => {
  it("are numbered in the order of definition and keep what they were defined with", () => {
    const kinds = new EventKinds();
    const handler = (): void => undefined;
    expect(kinds.define("one", "faults", 1, handler)).toBe(0);
    expect(kinds.define("two", "observers", 0, handler)).toBe(1);
    expect(kinds.names).toEqual(["one", "two"]);
    expect(kinds.phaseIndexes).toEqual([0, 5]);
    expect(kinds.foreground).toEqual([1, 0]);
    expect(kinds.handlers).toEqual([handler, handler]);
  });

  it("have hashes that depend on the name alone", () => {
    const [forward, backward] = [new EventKinds(), new EventKinds()];
    const names = ["a", "b", "ab", "ba", "hook/api"];
    for (const name of names) forward.define(name, "api", 1, () => undefined);
    for (const name of names.toReversed()) backward.define(name, "faults", 0, () => undefined);
    expect(forward.nameHashes).toEqual(backward.nameHashes.toReversed());
    expect(new Set(forward.nameHashes).size).toBe(names.length);
  });

  it("refuse a name twice", () => {
    const kinds = new EventKinds();
    kinds.define("one", "api", 1, () => undefined);
    expect(() => kinds.define("one", "api", 1, () => undefined)).toThrow(/a name of its own/);
  });
});
