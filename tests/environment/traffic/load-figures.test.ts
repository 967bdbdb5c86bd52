// Figures of services and pods that adapters read.

import { describe, expect, it } from "vitest";

import type { LoadFigure, PlannedMetrics } from "../../../src/environment/load/planned-metrics.ts";
import { LoadFigures, podSeries, serviceSeries } from "../../../src/environment/traffic/load-figures.ts";
import { countsOf } from "../../metrics/load/served.ts";
import { NO_METRICS, SECOND, WrittenModel } from "./traffic-world.ts";

const RATE: LoadFigure = { kind: "requests-per-second" };
const LATENCY: LoadFigure = { kind: "latency", quantile: 0.5 };
const ERRORS: LoadFigure = { kind: "errors-per-second" };
const POSITION = { file: "load.yaml", line: 1, column: 1 };

const METRICS: PlannedMetrics = {
  ...NO_METRICS,
  pods: [RATE, LATENCY, ERRORS].map((figure) => ({ name: figure.kind, figure })),
  external: [{ name: "all", labels: {}, value: { kind: "service", service: 4, figure: RATE }, position: POSITION }],
};

/** Stations to which so many requests came. */
class CountedModel extends WrittenModel {
  readonly arrived = new Map<number, number>();

  override arrivedAt(station = 0): number {
    return this.arrived.get(station) ?? 0;
  }
}

function world() {
  const recorded: unknown[][] = [];
  const figures = new LoadFigures(METRICS, (change) => {
    recorded.push(["pod" in change ? change.pod : "all", change.series, change.fromUs / SECOND, change.value]);
  });
  return { recorded, figures, model: new CountedModel() };
}

const STATIONS = [
  { station: 7, service: 4, pod: 0 },
  { station: 9, service: 4, pod: 1 },
];

describe("the figures of a load", () => {
  it("are rates of pods and of their service since the last look, told when they change", () => {
    const { recorded, figures, model } = world();
    const look = (atSeconds: number, ...arrived: readonly number[]): void => {
      model.advance(atSeconds * SECOND);
      for (const [place, { station }] of STATIONS.entries()) model.arrived.set(station, arrived[place]!);
      figures.look(model, STATIONS);
    };
    look(2, 10, 20);
    look(3, 15, 30);
    look(4, 15, 40);
    const [own, whole] = [podSeries(RATE), serviceSeries(4, RATE)];
    expect(recorded).toEqual([
      [0, own, 0, 5],
      [1, own, 0, 10],
      ["all", whole, 0, 15],
      [0, own, 3, 0],
      ["all", whole, 3, 10],
    ]);
  });

  it("leave out a time that was passed over", () => {
    const { recorded, figures, model } = world();
    model.arrived.set(7, 1000);
    model.advance(100 * SECOND);
    figures.passOver(model, STATIONS);
    model.arrived.set(7, 1003);
    model.advance(101 * SECOND);
    figures.look(model, STATIONS.slice(0, 1));
    expect(recorded[0]).toEqual([0, podSeries(RATE), 100, 3]);
  });

  it("are the latencies of the service for each pod, and its errors shared out", () => {
    const { recorded, figures } = world();
    const counts = [[countsOf({ latenciesUs: [100, 100], timeout: 6 })]];
    figures.take({ fromUs: 0, untilUs: 3 * SECOND, sources: [], services: counts }, [4], STATIONS);
    expect(recorded.map(([pod, series]) => [pod, series])).toEqual([
      [0, podSeries(LATENCY)],
      [1, podSeries(LATENCY)],
      [0, podSeries(ERRORS)],
      [1, podSeries(ERRORS)],
    ]);
    expect(recorded[2]![3]).toBe(1);
  });

  it("are known again after a restore", () => {
    const { figures, model } = world();
    model.advance(SECOND);
    model.arrived.set(7, 5);
    figures.look(model, STATIONS);
    const other = world();
    other.figures.restore(figures.snapshot());
    model.advance(2 * SECOND);
    model.arrived.set(7, 10);
    other.figures.look(model, STATIONS);
    expect(other.recorded).toEqual([]);
  });
});
