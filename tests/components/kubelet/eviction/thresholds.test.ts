// Thresholds as users write them, and what they come to.

import { describe, expect, it } from "vitest";

import {
  bytesText,
  isMet,
  parseThresholdValue,
  thresholdAmount,
  thresholdTexts,
  withContainerFs,
  type Threshold,
} from "../../../../src/components/kubelet/eviction/thresholds.ts";

const MEBIBYTE = 1024 * 1024;

function threshold(text: string, parts: Partial<Threshold> = {}): Threshold {
  return {
    signal: "memory.available",
    value: parseThresholdValue(text)!,
    graceUs: 0,
    minimumReclaim: undefined,
    ...parts,
  };
}

describe("a threshold's value", () => {
  it("is an amount or a share of the capacity", () => {
    expect(thresholdAmount(parseThresholdValue("100Mi")!, 0)).toBe(100 * MEBIBYTE);
    expect(thresholdAmount(parseThresholdValue("10%")!, 1000)).toBe(100);
    // A tenth of a percent is a little more in 32 bits.
    expect(thresholdAmount(parseThresholdValue("0.1%")!, 1e12)).toBe(1_000_000_047);
  });

  it.each(["0%", "100%", "-5%", "lots", "0", "-1"])("is none as %s", (text) => {
    expect(parseThresholdValue(text)).toBeUndefined();
  });
});

describe("a threshold", () => {
  it("is met by less than it asks for, and resolved by what has to be won back beside", () => {
    const asked = threshold("100", { minimumReclaim: parseThresholdValue("50")! });
    const left = (available: number) => ({ "memory.available": { available, capacity: 1000 } });
    expect([isMet(asked, left(99), false), isMet(asked, left(100), false)]).toEqual([true, false]);
    expect([isMet(asked, left(149), true), isMet(asked, left(150), true)]).toEqual([true, false]);
    expect(isMet(asked, {}, false)).toBe(false);
  });

  it("of the node's disk holds for the containers' as well", () => {
    const thresholds = [threshold("1Gi"), threshold("10%", { signal: "nodefs.available" })];
    expect(withContainerFs(thresholds).map(({ signal }) => signal)).toEqual([
      "memory.available",
      "nodefs.available",
      "containerfs.available",
    ]);
  });

  it("is told as it was written, and a share as bytes", () => {
    const seen = { available: 3 * MEBIBYTE, capacity: 1000 * MEBIBYTE };
    expect(thresholdTexts(threshold("0.1Gi"), seen)).toEqual({ threshold: "107374182400m", available: "3Mi" });
    expect(thresholdTexts(threshold("25%"), seen)).toEqual({ threshold: "250Mi", available: "3Mi" });
    expect(
      thresholdTexts(threshold("1000", { signal: "pid.available" }), { available: -391, capacity: 32_768 }),
    ).toEqual({
      threshold: "1k",
      available: "-391",
    });
    expect(bytesText(1536)).toBe("1536");
  });
});
