// The charts of motion, drawn by Vega.

import { expect, it } from "vitest";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { CHARTS } from "../../../src/report/charts/chart-list.ts";
import { drawCharts } from "../../../src/report/charts/draw-charts.ts";
import { CHART_COLOURS } from "../../../src/report/charts/palette.ts";
import { motionCharts } from "../../../src/report/motion/motion-charts.ts";

import { HOSTILE } from "../hostile-result.ts";
import { elementsOf, unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

/** The charts of motion alone: the others have their own test. */
function onlyMotion(result: SimulationResult): SimulationResult {
  const series = result.series.filter(({ name }) => name.startsWith("workload_"));
  return { ...result, latency: [], utilisation: [], stranded: [], series };
}

const drawn = await drawCharts(onlyMotion(resultInMotion()));

it("there are none where no controllers ran, and they come after the others", () => {
  expect(motionCharts(sampleResult())).toEqual([]);
  expect(drawn.map(({ chart }) => chart.name)).toEqual([
    "missing-replicas",
    "availability-deployment-shop-web",
    "availability-daemonset-shop-agent",
  ]);
  expect(CHARTS.map(({ name }) => name)).not.toContain("missing-replicas");
});

it("they hold only colours that the dark theme replaces, and no figure that is none", () => {
  const known = new Set(["none", "transparent", ...CHART_COLOURS.map(({ light }) => light)]);
  for (const { wide, narrow } of drawn) {
    const used = [...`${wide}${narrow}`.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]!);
    expect(used.filter((colour) => !known.has(colour))).toEqual([]);
    expect(`${wide}${narrow}`).not.toMatch(/NaN|undefined|Infinity/);
  }
});

it("they stay small and let no hostile name out of its text, however much there is to draw", async () => {
  const [, web] = SAMPLE_MOTION.availability.workloads;
  const workloads = [{ ...web!, name: HOSTILE }];
  const marks = Array.from({ length: 500 }, (_, index) => ({ atSeconds: index, text: `${HOSTILE} begins ${HOSTILE}` }));
  const labels = { kind: "Deployment", namespace: "shop", name: HOSTILE };
  const atSeconds = Array.from({ length: 4_096 }, (_, index) => index / 8);
  const value = atSeconds.map((_, index) => (index * 7) % 23);
  const series = ["workload_desired", "workload_serving"].map((name) => ({
    name,
    labels,
    unit: "pods",
    atSeconds,
    value,
  }));
  const motion = { ...SAMPLE_MOTION, availability: { workloads, marks } };
  const pictures = await drawCharts(onlyMotion({ ...resultInMotion(), series, motion }));
  expect(pictures).toHaveLength(2);
  for (const { wide, narrow, file } of pictures) {
    for (const svg of [wide, narrow, file]) {
      expect(elementsOf(svg).map(({ name }) => name)).not.toContain("script");
      expect(unsafeCharacters(svg)).toEqual([]);
    }
    expect(wide.length + narrow.length).toBeLessThan(60_000);
  }
});
