// Availability on the page.

import { expect, it } from "vitest";

import { availabilityCharts } from "../../../src/report/motion/availability-chart.ts";
import { AVAILABILITY_SECTION, hasAvailability } from "../../../src/report/motion/availability-section.ts";

import { elementsOf } from "../markup-check.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

const { text } = AVAILABILITY_SECTION.body(sampleMaterial(resultInMotion()));

it("each workload has a row, the most affected first, and too few are marked", () => {
  const heads = [...text.matchAll(/<th scope="row" class="name">([^<]+)</g)].map((match) => match[1]);
  expect(heads.slice(0, 3)).toEqual(["deployment/web", "daemonset/agent", "service/quiet"]);
  expect(text).toContain('<span class="mark failed">18</span>');
});

it("rollouts say whether there was downtime, and causes what they mean", () => {
  expect(text).toContain("Rollouts: 1 of 2 without downtime");
  expect(text).toContain("✓ none");
  expect(text).toContain("✗ fewer than the minimum served");
  expect(text).toContain("not over");
  expect(text).toContain("no node fits the pod that is to take the place");
  expect(text).not.toContain("the pod made way for one of higher priority");
});

it("the charts stand there, each once", () => {
  const figures = elementsOf(`<div>${text}</div>`).filter(({ name }) => name === "figure");
  expect(figures).toHaveLength(1 + availabilityCharts(resultInMotion()).length);
});

it("there is no section without workloads", () => {
  expect(hasAvailability(resultInMotion())).toBe(true);
  expect(hasAvailability(sampleResult())).toBe(false);
});
