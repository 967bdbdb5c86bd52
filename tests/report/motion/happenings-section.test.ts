// What happened, on the page, and the page as a whole with both sections.

import { describe, expect, it } from "vitest";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { reportPage } from "../../../src/report/html/page.ts";
import { HAPPENINGS_SECTION, hasHappenings } from "../../../src/report/motion/happenings-section.ts";

import { HOSTILE } from "../hostile-result.ts";
import { elementsOf, unsafeCharacters } from "../markup-check.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

const { text } = HAPPENINGS_SECTION.body(sampleMaterial(resultInMotion()));

describe("the section on what happened", () => {
  it("names what is unfinished with the scenario's line", () => {
    expect(text).toContain("Unfinished at the end");
    expect(text).toContain("<code>scenarios/motion.yaml:16</code>");
  });

  it("marks errors and failures by a sign", () => {
    expect(text).toContain('<span class="mark failed">✗</span> deployments.apps &quot;wbe&quot; not found');
    expect(text).toContain('<span class="mark failed">✗</span> fails');
  });

  it("says where in the scenario something stands, unless nothing of it is said to stand anywhere", () => {
    const { chronicle } = SAMPLE_MOTION;
    const motion = { ...SAMPLE_MOTION, chronicle: { ...chronicle, messages: [] }, unfinished: [] };
    const quiet = HAPPENINGS_SECTION.body(sampleMaterial({ ...sampleResult(), motion })).text;
    expect(text).toContain("In the scenario");
    expect(quiet).toContain("Faults, actions and rollouts");
    expect(quiet).not.toContain("In the scenario");
  });

  it("puts events together", () => {
    expect(text).toContain("SuccessfulCreate");
    expect(text).toContain("Created pod: web-1-a");
    expect(text.indexOf("NodeNotReady")).toBeLessThan(text.indexOf("SuccessfulCreate"));
  });

  it("is there only if something happened", () => {
    const { availability } = SAMPLE_MOTION;
    const chronicle = { messages: [], failures: [], events: [] };
    const still = { availability: { ...availability, marks: [] }, jobs: [], chronicle, unfinished: [] };
    expect(hasHappenings(resultInMotion())).toBe(true);
    expect(hasHappenings(sampleResult())).toBe(false);
    expect(hasHappenings({ ...sampleResult(), motion: still })).toBe(false);
  });
});

function pageOf(result: SimulationResult): string {
  return reportPage(sampleMaterial(result));
}

function withMuchHostility(): SimulationResult {
  const { availability, chronicle, unfinished } = SAMPLE_MOTION;
  const many = <T>(one: T, change: (index: number) => Partial<T>): T[] =>
    Array.from({ length: 1_000 }, (_, index) => ({ ...one, ...change(index) }));
  const [, web] = availability.workloads;
  const motion = {
    availability: {
      workloads: many(web!, (index) => ({ name: `${HOSTILE}${index}` })),
      marks: many(availability.marks[0]!, (index) => ({ atSeconds: index, text: `${HOSTILE}${index} begins` })),
    },
    chronicle: {
      messages: many(chronicle.messages[0]!, (index) => ({ by: HOSTILE, text: `${HOSTILE} ${index}`.repeat(9) })),
      failures: [],
      events: many(chronicle.events[0]!, (index) => ({ reason: `${HOSTILE}${index}`, message: HOSTILE.repeat(9) })),
    },
    jobs: many(SAMPLE_MOTION.jobs[0]!, (index) => ({ name: `${HOSTILE}${index}` })),
    unfinished: many(unfinished[0]!, (index) => ({ by: `${index}`, text: HOSTILE })),
  };
  return { ...sampleResult(), latency: [], motion };
}

describe("the page of a run in motion", () => {
  it("has both sections after what limits, and links to them", () => {
    const page = pageOf(resultInMotion());
    const ids = [...page.matchAll(/<section id="(\w+)"/g)].map((match) => match[1]);
    expect(ids.slice(0, 6)).toEqual(["verdict", "limits", "availability", "jobs", "happenings", "latency"]);
    expect(page).toContain('<a href="#availability">Availability</a>');
    expect(page).toContain("availability.csv");
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  it("stays smaller than half a megabyte without its charts, and harmless for far too much of hostile words", () => {
    const page = pageOf(withMuchHostility());
    expect(page.length).toBeLessThan(500_000);
    expect(unsafeCharacters(page)).toEqual([]);
    expect(elementsOf(page).map(({ name }) => name)).not.toContain("script");
  });
});
