// How a workload fared after a loss: two runs as step series.

import { describe, expect, it } from "vitest";

import { shortfallOf } from "../../../src/experiment/rehearsal/shortfall.ts";
import type { TimeSeries } from "../../../src/metrics/findings.ts";

/** Steps as moments and values in turn. */
function steps(...all: readonly number[]): TimeSeries {
  const [atSeconds, value] = [0, 1].map((part) => all.filter((_, index) => index % 2 === part));
  return { name: "s", labels: {}, unit: "pods", atSeconds: atSeconds!, value: value! };
}

const WANTED = steps(0, 3, 100, 3);
const CALM = steps(0, 0, 5, 3, 100, 3);

describe("a shortfall", () => {
  it("lasts from the loss until as many serve as without it", () => {
    const serving = steps(0, 0, 5, 3, 20, 1, 30, 2, 40, 3, 100, 3);
    expect(shortfallOf({ wanted: WANTED, serving, calm: CALM }, 10)).toEqual({
      isTouched: true,
      fewestServing: 1,
      endsAtSeconds: 40,
    });
  });

  it("has no end if the run has none of it", () => {
    const serving = steps(0, 0, 5, 3, 20, 2, 100, 2);
    expect(shortfallOf({ wanted: WANTED, serving, calm: CALM }, 10)).toMatchObject({ endsAtSeconds: null });
  });

  it("is none of a workload that is as short without the loss", () => {
    const short = steps(0, 0, 5, 2, 100, 2);
    expect(shortfallOf({ wanted: WANTED, serving: short, calm: short }, 10)).toEqual({
      isTouched: false,
      fewestServing: 2,
      endsAtSeconds: 10,
    });
  });

  it("is over when what is gone is no longer wanted", () => {
    const wanted = steps(0, 3, 25, 2, 100, 2);
    const serving = steps(0, 0, 5, 3, 20, 2, 100, 2);
    expect(shortfallOf({ wanted, serving, calm: CALM }, 10)).toMatchObject({ isTouched: true, endsAtSeconds: 25 });
  });
});
