// When requests come: at the rate, evenly or not, and the same ones whenever the rate was set.

import { describe, expect, it } from "vitest";

import { RequestDraws } from "../../../src/queueing/exact/request-draws.ts";
import { SourceClocks } from "../../../src/queueing/exact/source-clocks.ts";
import type { Source } from "../../../src/queueing/traffic-model.ts";

const SECOND_US = 1_000_000;

function source(name: string, arrivals: Source["arrivals"]): Source {
  return { name, service: 0, mix: [], arrivals, patience: { timeoutUs: 1, attempts: 1, backoffUs: 0 } };
}

function sent(clocks: SourceClocks, untilUs: number): number[] {
  const moments: number[] = [];
  while (clocks.nextUs <= untilUs) {
    moments.push(clocks.nextUs);
    clocks.take(clocks.nextSource, clocks.nextUs);
  }
  return moments;
}

describe("a source", () => {
  it("sends as many as its rate says, with gaps as independent requests have", () => {
    const clocks = new SourceClocks([source("users", "poisson")], "seed", new RequestDraws());
    clocks.setRate(0, 0, 10_000);
    const moments = sent(clocks, SECOND_US);
    expect(Math.abs(moments.length - 10_000)).toBeLessThan(3 * Math.sqrt(10_000));
    const gaps = moments.slice(1).map((us, before) => us - moments[before]!);
    const longer = gaps.filter((gap) => gap > 200).length / gaps.length;
    expect(longer).toBeCloseTo(Math.exp(-2), 2);
  });

  it("sends at even distances where it is told to", () => {
    const clocks = new SourceClocks([source("users", "even")], "seed", new RequestDraws());
    clocks.setRate(0, 0, 100);
    const moments = sent(clocks, SECOND_US);
    expect(moments).toHaveLength(100);
    for (const [before, us] of moments.slice(1).entries()) expect(us - moments[before]!).toBeCloseTo(10_000, 6);
  });

  it("sends the same requests, only sooner, at a higher rate, and none at none", () => {
    const [slow, fast] = ["seed", "seed"].map(
      (seed) => new SourceClocks([source("users", "poisson")], seed, new RequestDraws()),
    ) as [SourceClocks, SourceClocks];
    slow.setRate(0, 0, 100);
    fast.setRate(0, 0, 200);
    fast.setRate(0, 300_000, 200);
    const [slowly, quickly] = [sent(slow, SECOND_US), sent(fast, SECOND_US / 2)];
    expect(quickly).toHaveLength(slowly.length);
    for (const [place, us] of quickly.entries()) expect(2 * us).toBeCloseTo(slowly[place]!, 6);
    fast.setRate(0, SECOND_US / 2, 0);
    expect([fast.nextUs, fast.isBusy]).toEqual([Infinity, false]);
  });

  it("does not depend on other sources, and goes on in a copy", () => {
    const alone = new SourceClocks([source("users", "poisson")], "seed", new RequestDraws());
    const sources = [source("others", "poisson"), source("users", "poisson")];
    const [both, copy] = [0, 1].map(() => new SourceClocks(sources, "seed", new RequestDraws())) as [
      SourceClocks,
      SourceClocks,
    ];
    alone.setRate(0, 0, 500);
    both.setRate(1, 0, 500);
    expect(sent(alone, 300_000)).toEqual(sent(both, 300_000));
    copy.setRate(0, 0, 77);
    copy.restore(both.snapshot());
    for (const clocks of [both, copy]) clocks.setRate(0, 300_000, 500);
    expect(sent(both, SECOND_US)).toEqual(sent(copy, SECOND_US));
  });
});
