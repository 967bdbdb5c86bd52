// Names joined by a slash: the same text each time, whatever has been forgotten.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { JoinedNames } from "../../src/base/joined-names.ts";

describe("JoinedNames", () => {
  it("joins two names by a slash", () => {
    const names = new JoinedNames();
    expect(names.of("default", "web")).toBe("default/web");
    expect(names.of("", "web")).toBe("/web");
  });

  it("keeps apart what only reads alike", () => {
    const names = new JoinedNames();
    expect([names.of("a/b", "c"), names.of("a", "b/c"), names.of("a", "c")]).toEqual(["a/b/c", "a/b/c", "a/c"]);
  });

  it("says the same after it has forgotten", () => {
    const names = new JoinedNames(2);
    const asked = ["one", "two", "three", "one", "two", "three", "three"];
    expect(asked.map((name) => names.of("ns", name))).toEqual(asked.map((name) => `ns/${name}`));
  });

  it("says what putting them together says, in whatever order they are asked about", () => {
    const part = fc.constantFrom("a", "b", "c");
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part)), fc.integer({ min: 1, max: 10 }), (asked, most) => {
        const names = new JoinedNames(most);
        for (const [first, second] of asked) expect(names.of(first, second)).toBe(`${first}/${second}`);
      }),
      { seed: 20_261_123, numRuns: 300 },
    );
  });
});
