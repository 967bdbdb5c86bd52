// Names that nobody has.

import { describe, expect, it } from "vitest";

import { freeName } from "../../src/scenario/free-name.ts";

describe("a free name", () => {
  it("is the name itself, or the first number behind it that is free", () => {
    expect(freeName("a", new Set(["b"]))).toBe("a");
    expect(freeName("a", new Set(["a", "a-2", "a-4"]))).toBe("a-3");
  });
});
