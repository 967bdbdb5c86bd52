// Panels of the charts of load.

import { describe, expect, it } from "vitest";

import { timeScale } from "../../../src/report/charts/axes.ts";
import { WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { latencyPanel, metricPanel, replicaPanel } from "../../../src/report/load/load-panels.ts";
import type { PanelGround } from "../../../src/report/load/panel-ground.ts";

import { resultUnderLoad, SAMPLE_AUTOSCALERS, SAMPLE_LOAD } from "./sample-load.ts";

const time = timeScale(120, []);
const GROUND: PanelGround = { x: time.axis, time, size: WIDE_CHART };
const [scaling, blind] = SAMPLE_AUTOSCALERS;

describe("the panel of replicas", () => {
  it("leaves out what an autoscaler's status says before its first decision", () => {
    const desired = replicaPanel([], scaling, GROUND)!.rows.filter(({ line }) => line === "desired");
    expect(desired.map(({ y }) => y)).toEqual([4, 20, 20]);
  });

  it("has no marks where there are more changes than can be seen", () => {
    const rescales = Array.from({ length: 200 }, (_, at) => ({ atSeconds: at, from: 1, to: 2, reason: "x" }));
    const { rows } = replicaPanel([], { ...scaling!, rescales }, GROUND)!;
    expect(rows.filter((row) => "reason" in row)).toEqual([]);
  });

  it("is nothing without replicas", () => {
    expect(replicaPanel([], undefined, GROUND)).toBeNull();
  });
});

describe("the panel of metrics", () => {
  it("has each as a share of its target", () => {
    const rows = metricPanel(scaling!, GROUND)!.rows.filter(({ line }) => line === "cpu utilization");
    expect(rows.map(({ y }) => y)).toEqual([0.5, 58 / 60, 2, 1.1]);
    expect(metricPanel(blind!, GROUND)).toBeNull();
  });
});

describe("the panel of latency", () => {
  it("is nothing where nothing was answered", () => {
    const [robots, people] = SAMPLE_LOAD.series;
    expect(latencyPanel(resultUnderLoad(), SAMPLE_LOAD, robots!, GROUND)).toBeNull();
    const { rows } = latencyPanel(resultUnderLoad(), SAMPLE_LOAD, people!, GROUND)!;
    expect(rows.every(({ y }) => Number(y) > 0)).toBe(true);
  });

  it("bridges short gaps where there are very many", () => {
    const [, people] = SAMPLE_LOAD.series;
    const p50Seconds = Array.from({ length: 400 }, (_, span) => (span % 4 === 0 || span > 380 ? null : 0.1));
    const atSeconds = p50Seconds.map((_, span) => span * 15);
    const broken = { ...people!, atSeconds, p50Seconds, p95Seconds: [], p99Seconds: [] };
    const { rows } = latencyPanel(resultUnderLoad(), SAMPLE_LOAD, broken, GROUND)!;
    const p50 = rows.filter(({ line }) => line === "p50");
    expect(new Set(p50.map(({ stretch }) => stretch)).size).toBe(1);
    expect(p50.at(-1)!["x"]).toBe((380 * 15) / time.secondsPerUnit);
  });

  it("has nothing where nothing was answered in between, and at the end", () => {
    const [, people] = SAMPLE_LOAD.series;
    const p50Seconds = [0.1, 0.2, null, null, 0.3, null];
    const broken = { ...people!, atSeconds: [0, 15, 30, 45, 60, 75], p50Seconds, p95Seconds: [], p99Seconds: [] };
    const { rows } = latencyPanel(resultUnderLoad(), SAMPLE_LOAD, broken, GROUND)!;
    const per = time.secondsPerUnit;
    expect(rows.filter(({ line }) => line === "p50").map(({ stretch, x, y }) => [stretch, Number(x) * per, y])).toEqual(
      [
        [0, 0, 0.1],
        [0, 15, 0.2],
        [0, 30, 0.2],
        [1, 60, 0.3],
        [1, 75, 0.3],
      ],
    );
  });
});
