// Start values: every character of seed and name matters, and so does where the one ends.

import { describe, expect, it } from "vitest";

import { deriveWords } from "../../../src/base/random/derive-words.ts";
import { CHI_SQUARE_AT_0_1_PERCENT, chiSquareDeviation } from "./statistics.ts";

describe("derived words", () => {
  it("are the same for the same texts", () => {
    expect(deriveWords("1", "arrivals", 4)).toEqual(deriveWords("1", "arrivals", 4));
    expect(deriveWords("1", "arrivals", 6).slice(0, 4)).toEqual(deriveWords("1", "arrivals", 4));
  });

  it("differ for texts that join to the same characters", () => {
    const words = [deriveWords("1", "2a", 4), deriveWords("12", "a", 4), deriveWords("", "12a", 4)];
    expect(new Set(words.map((word) => word.join())).size).toBe(3);
  });

  it("are uniform in each byte over neighbouring seeds and names", () => {
    for (const byte of [0, 8, 16, 24]) {
      const counts = new Int32Array(256);
      for (let seed = 0; seed < 100; seed += 1) {
        for (let name = 0; name < 100; name += 1) {
          for (const word of deriveWords(String(seed), `stream-${name}`, 4)) counts[(word >>> byte) & 255]! += 1;
        }
      }
      expect(chiSquareDeviation(counts)).toBeLessThan(CHI_SQUARE_AT_0_1_PERCENT);
    }
  });
});
