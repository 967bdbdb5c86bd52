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
});
