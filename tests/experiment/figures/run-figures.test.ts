// The figures of a run, and the keys that name them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { figureKey, figureOf, parseFigureKey, runFigures } from "../../../src/experiment/figures/run-figures.ts";

const SECONDS = { count: 4, mean: 2, min: 1, p50: 2, p90: 3, p99: 3, max: 3 };
const NOTHING = { count: 0, mean: 0, min: 0, p50: 0, p90: 0, p99: 0, max: 0 };

describe("the figures of a run", () => {
  it("are one for a gauge and several for a distribution, ordered by key", () => {
    const figures = runFigures({
      metrics: [
        { name: "pending", labels: { queue: "active" }, kind: "gauge", value: 7 },
        { name: "latency", labels: {}, kind: "distribution", value: 4, distribution: SECONDS },
      ],
    });
    expect(figures.keys).toEqual([
      "latency count",
      "latency max",
      "latency mean",
      "latency p(50)",
      "latency p(90)",
      "latency p(99)",
      "pending{queue=active} value",
    ]);
    expect(figures.values).toEqual(Float64Array.of(4, 3, 2, 2, 3, 3, 7));
    expect(figureOf(figures, "pending{queue=active} value")).toBe(7);
    expect(figureOf(figures, "pending value")).toBeUndefined();
  });

  it("have the 95th percentile of the requests of each source", () => {
    const labels = { source: "people", target: "web", class: "page" };
    const name = "http_request_duration_seconds";
    const metrics = [{ name, labels, kind: "distribution", value: 4, distribution: SECONDS }] as const;
    const sources = [{ source: "people", requestClass: "page", latencySeconds: { p95: 2.5 } }];
    const motion = { load: { sources } };
    const figures = runFigures({ metrics, motion });
    expect(figureOf(figures, `${name}{class=page,source=people,target=web} p(95)`)).toBe(2.5);
  });

  it("say only the count of a distribution in which nothing was measured", () => {
    const metrics = [{ name: "latency", labels: {}, kind: "distribution", value: 0, distribution: NOTHING }] as const;
    expect(runFigures({ metrics }).keys).toEqual(["latency count"]);
  });
});

describe("the key of a figure", () => {
  it("has the labels in the order of their names", () => {
    expect(figureKey("m", { b: "2", a: "1" }, "value")).toBe("m{a=1,b=2} value");
  });

  it("is read back, whatever the labels hold", () => {
    const labels = fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,5}$/), fc.string(), { maxKeys: 3 });
    fc.assert(
      fc.property(labels, (written) => {
        const key = figureKey("metric", { ...written }, "p(99)");
        expect(parseFigureKey(key)).toEqual({ metric: "metric", labels: { ...written }, figure: "p(99)" });
      }),
      { seed: 61 },
    );
  });
});
