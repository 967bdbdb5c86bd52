// What a delta says of how things were.

import { describe, expect, it } from "vitest";

import { nominationBefore, objectBefore } from "../../src/cluster/delta-parts.ts";

describe("what was there before", () => {
  it("is said where there was something", () => {
    const stored = { kind: "StorageClass", object: { metadata: { name: "fast" } } } as const;
    expect(objectBefore(stored)).toEqual({ previous: stored });
    expect(nominationBefore("n0")).toEqual({ previousNomination: "n0" });
  });

  it("is absent where there was nothing", () => {
    expect(objectBefore(undefined)).toEqual({});
    expect(nominationBefore(undefined)).toEqual({});
  });
});
