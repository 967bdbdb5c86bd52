// How fast containers work while they warm up.

import { describe, expect, it } from "vitest";

import { parseWarmUp } from "../../../src/model/kubelet/warm-up.ts";

const SECOND = 1_000_000;

const spanUs = (text: string) => (/^\d+s$/.test(text) ? Number(text.slice(0, -1)) * SECOND : undefined);

describe("a warm-up", () => {
  it("is a share of full speed, or several at ages", () => {
    expect(parseWarmUp(".5", spanUs)).toEqual([{ ageUs: 0, amount: 0.5 }]);
    expect(parseWarmUp("0.4@0s,1@30s", spanUs)).toHaveLength(2);
  });

  it.each(["", "0", "1.1", "-0.5", "half", "40%", "0.4@30"])("is nothing as %j", (text) => {
    expect(parseWarmUp(text, spanUs)).toBeUndefined();
  });
});
