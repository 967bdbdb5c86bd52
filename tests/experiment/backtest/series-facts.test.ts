// What a series says as a whole.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { seriesFacts } from "../../../src/experiment/backtest/series-facts.ts";

const S = 1_000_000;

function factsOf(rates: readonly number[], offsetSeconds = 0, forSeconds: number | null = null) {
  const lines = {
    untilUs: Float64Array.from(rates, (_, place) => (place + 1) * 60 * S),
    from: Float64Array.from(rates),
    to: Float64Array.from(rates),
    backTo: 0,
    offsetUs: offsetSeconds * S,
    resolutionUs: S,
  };
  const sources = [
    { rate: [{ kind: "constant", settings: {} }] },
    { rate: [{ kind: "recorded", settings: { lines } }] },
  ];
  const load = { network: { services: [], sources: [{ name: "other" }, { name: "recorded" }] }, sources };
  const sink = new DiagnosticSink();
  const options = { series: { path: "load.csv", forUs: forSeconds === null ? null : forSeconds * S } };
  const facts = seriesFacts({ load }, options, sink);
  return { facts, told: sink.all.map(({ message }) => message) };
}

describe("the facts of a series", () => {
  it("are its length and its rates, from where the run begins", () => {
    expect(factsOf([10, 40, 20]).facts).toMatchObject({ lengthUs: 180 * S, first: 10, highest: 40 });
    expect(factsOf([10, 40, 20], 90).facts).toEqual({ lengthUs: 90 * S, first: 40, mean: 80 / 3, highest: 40 });
    expect(factsOf([10, 40, 20], 0, 60).facts).toEqual({ lengthUs: 60 * S, first: 10, mean: 10, highest: 10 });
  });

  it("must be of something, and long enough", () => {
    expect(factsOf([0, 0]).told).toEqual(["load.csv: no request comes in all that time"]);
    expect(factsOf([1, 1], 0, 200).told).toEqual(["--for: the series is no longer than 120s from there on"]);
  });
});
