// Metrics with a series of their own.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { MetricSeries } from "../../../src/environment/traffic/metric-series.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { SECOND, stepsOf } from "./traffic-world.ts";

function world() {
  const [engine, cluster] = [new Engine(), new ClusterState(VERSION_BEHAVIOUR["1.36"])];
  const recorded: number[][] = [];
  cluster.observe({
    hear: ({ change }) => {
      if (change.kind === "figure-recorded") recorded.push([change.fromUs / SECOND, change.value]);
    },
  });
  const path = stepsOf([0, 4], [10 * SECOND, 8], [20 * SECOND, 2]);
  const series = new MetricSeries([{ series: "own/0", path }], engine, cluster);
  engine.scheduleHook(moment(seconds(30)), "api", () => {});
  return { engine, series, recorded };
}

describe("a series of a metric", () => {
  it("is recorded at the begin and at each change", () => {
    const { engine, series, recorded } = world();
    series.begin();
    engine.run();
    expect(recorded).toEqual([
      [0, 4],
      [10, 8],
      [20, 2],
    ]);
  });

  it("keeps its place in a snapshot", () => {
    const first = world();
    first.series.begin();
    first.engine.run(moment(seconds(12)));
    const saved = first.series.snapshot();
    expect(saved).toBeDefined();
    const second = world();
    second.series.restore(saved);
    second.series.begin();
    second.engine.run();
    expect(second.recorded).toEqual([
      [0, 8],
      [20, 2],
    ]);
  });
});
