// The bit mixer and the fingerprint: avalanche, order, and a state that can be taken over.

import { describe, expect, it } from "vitest";

import { Fingerprint, mixBits } from "../../src/base/hash.ts";

function bitsSet(word: number): number {
  let rest = word >>> 0;
  let count = 0;
  while (rest !== 0) {
    count += rest & 1;
    rest >>>= 1;
  }
  return count;
}

function fingerprintOf(feed: (fingerprint: Fingerprint) => void): string {
  const fingerprint = new Fingerprint();
  feed(fingerprint);
  return fingerprint.hex();
}

describe("the bit mixer", () => {
  it("changes each output bit about every second time when one input bit changes", () => {
    for (let bit = 0; bit < 32; bit += 1) {
      const flipped = new Int32Array(32);
      for (let word = 0; word < 4000; word += 1) {
        const difference = mixBits(word) ^ mixBits(word ^ (1 << bit));
        for (let out = 0; out < 32; out += 1) flipped[out]! += (difference >>> out) & 1;
      }
      expect(Math.min(...flipped)).toBeGreaterThan(1700);
      expect(Math.max(...flipped)).toBeLessThan(2300);
    }
  });

  it("gives no two of a million words the same value", () => {
    const seen = new Set<number>();
    for (let word = 0; word < 1_000_000; word += 1) seen.add(mixBits(word));
    expect(seen.size).toBe(1_000_000);
  });
});

describe("the fingerprint", () => {
  it("is 16 hexadecimal digits, for nothing as well", () => {
    expect(new Fingerprint().hex()).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf((hash) => hash.addWord(0))).toMatch(/^[0-9a-f]{16}$/);
  });

  it("keeps the value that published runs have", () => {
    const value = fingerprintOf((hash) => {
      hash.addText("plimsoll");
      hash.addEvent(2 ** 45 + 17, -3, 4, 5);
    });
    expect(value).toBe("72e5f869863c55a1");
  });

  it("tells orders, lengths and boundaries of texts apart", () => {
    const values = [
      fingerprintOf((hash) => hash.addText("ab")),
      fingerprintOf((hash) => hash.addText("ba")),
      fingerprintOf((hash) => {
        hash.addText("a");
        hash.addText("b");
      }),
      fingerprintOf((hash) => {
        hash.addText("ab");
        hash.addText("");
      }),
      fingerprintOf(() => undefined),
      fingerprintOf((hash) => hash.addText("")),
      fingerprintOf((hash) => hash.addWord(0)),
    ];
    // An empty text and the word 0 feed the same word.
    expect(new Set(values).size).toBe(values.length - 1);
  });

  it("gives 200,000 neighbouring events different values whose bits are half set", () => {
    const seen = new Set<string>();
    let bits = 0;
    for (let index = 0; index < 200_000; index += 1) {
      const fingerprint = new Fingerprint();
      fingerprint.addEvent(index >> 6, index & 3, (index >> 2) & 3, (index >> 4) & 3);
      seen.add(fingerprint.hex());
      bits += bitsSet(fingerprint.words()[0]) + bitsSet(fingerprint.words()[1]);
    }
    expect(seen.size).toBe(200_000);
    expect(bits / 200_000).toBeGreaterThan(31.9);
    expect(bits / 200_000).toBeLessThan(32.1);
  });

  it("goes on from a saved state", () => {
    const first = new Fingerprint();
    first.addText("before");
    const second = new Fingerprint();
    second.restore(first.snapshot());
    first.addWord(1);
    second.addWord(1);
    expect(second.hex()).toBe(first.hex());
  });

  it("refuses a state that is not its own", () => {
    expect(() => new Fingerprint().restore({ other: Int32Array.of(1, 2) })).toThrow(/two lanes/);
  });
});
