// How many values a text may hold, whatever its format. The oracle: what the readers of the formats make of it.

import { describe, expect, it } from "vitest";

import { hasTooManyParts, MAX_FILE_BYTES, MAX_PARTS } from "../../src/scenario/input-limits.ts";

/** A text of so many copies, and blanks up to more bytes than there may be parts. */
function repeated(part: string, count: number): Uint8Array {
  return Buffer.alloc(MAX_PARTS + 1 + part.length * count, " ").fill(part, 0, part.length * count);
}

describe("the parts of a text", () => {
  it.each([
    ["items of a list", ",", MAX_PARTS],
    ["lines", "\n", MAX_PARTS],
    ["lists in lists", "[", MAX_PARTS],
    ["objects", "{},", MAX_PARTS / 2],
    ["lists of YAML in one line", "- ", MAX_PARTS],
  ])("are too many one beyond the limit: %s", (_what, part, most) => {
    expect(hasTooManyParts(repeated(part, most))).toBe(false);
    expect(hasTooManyParts(repeated(part, most + 1))).toBe(true);
  });

  it("are no dashes within words, and nothing within few bytes", () => {
    expect(hasTooManyParts(repeated("a-b", MAX_PARTS + 1))).toBe(false);
    expect(hasTooManyParts(Buffer.alloc(MAX_PARTS, ","))).toBe(false);
  });

  it("are as many as a large file has of pods as kubectl writes them", () => {
    const pod = {
      metadata: { name: "a".repeat(600), labels: { app: "web" } },
      spec: { containers: [{ name: "web" }] },
    };
    const bytes = JSON.stringify(pod, undefined, 4).length;
    const parts = JSON.stringify(pod, undefined, 4).match(/[\n,[{]|- /g)!.length;
    expect((MAX_FILE_BYTES / bytes) * parts).toBeLessThan(MAX_PARTS);
  });
});
