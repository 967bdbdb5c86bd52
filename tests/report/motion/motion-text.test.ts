// The printed sections on a cluster in motion.

import { describe, expect, it } from "vitest";

import { availabilityLines, happeningLines, happeningText } from "../../../src/report/motion/motion-text.ts";
import { TABLE_EXTENT, WIDE_EXTENT } from "../../../src/report/text/text-extent.ts";
import { TABLE_FORMAT } from "../../../src/report/text/table-formats.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

describe("the section on availability", () => {
  it("has a row a workload, then causes, then rollouts", () => {
    expect(availabilityLines(resultInMotion(), TABLE_EXTENT)).toEqual([
      "AVAILABILITY",
      "WORKLOAD         SERVING  BELOW DESIRED  BELOW MINIMUM  LONGEST OUTAGE",
      "deployment/web     18/20         5m 42s          42.3s          5m 20s",
      "daemonset/agent      6/6             3s             0s              3s",
      "service/quiet        1/1             0s             0s              0s",
      "",
      "MISSING REPLICAS TIMES THE TIME THEY WERE MISSING, BY CAUSE",
      "WORKLOAD         START-UP  FAILURE  NO-ROOM  ROLLOUT  EVICTION  OTHERS     ALL",
      "deployment/web        12s  30m 50s   6m 40s   1m 37s       30s     16s  40m 5s",
      "daemonset/agent    2h 30m        –        –        –         –       –  2h 30m",
      "",
      "ROLLOUTS (1 of 2 without downtime)",
      "     AT      TOOK  FEWEST SERVING  DOWNTIME  WORKLOAD",
      " 8m 20s        1m              15  YES       deployment/web",
      "11m 40s  not over              18  none      deployment/web",
    ]);
  });

  it("tells each cause where there is room", () => {
    expect(availabilityLines(resultInMotion(), WIDE_EXTENT).join("\n")).not.toContain("OTHERS");
  });

  it("says how many workloads it leaves out", () => {
    const [, web] = SAMPLE_MOTION.availability.workloads;
    const workloads = Array.from({ length: 30 }, (_, index) => ({ ...web!, name: `web-${index}` }));
    const many = { ...resultInMotion(), motion: { ...SAMPLE_MOTION, availability: { workloads, marks: [] } } };
    const lines = availabilityLines(many, TABLE_EXTENT);
    expect(lines[0]).toBe("AVAILABILITY (8 of 30)");
    expect(lines.length).toBeLessThan(35);
  });
});

describe("the section on what happened", () => {
  it("tells the story, then what is unfinished, then events", () => {
    const lines = happeningLines(resultInMotion(), TABLE_EXTENT);
    const titles = lines.filter((line) => /^(?:WHAT|UNFINISHED|EVENTS)/.test(line));
    expect(titles).toEqual([
      "WHAT HAPPENED",
      "UNFINISHED AT THE END",
      "EVENTS",
      "EVENTS  OBJECTS  TYPE     KIND        REASON",
    ]);
    expect(lines.join("\n")).toContain("(2 times until 12m 5s)");
    expect(lines.join("\n")).toContain("(scenarios/motion.yaml:16)");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it("says once what was said once", () => {
    const happening = { atSeconds: 1, lastSeconds: 1, times: 1, who: "a", what: "b", kind: "mark", place: "" } as const;
    expect(happeningText(happening)).toBe("b");
    expect(happeningText({ ...happening, times: 4, lastSeconds: 9 })).toBe("b (4 times until 9s)");
  });
});

it("nothing is printed where no controllers ran", () => {
  expect(availabilityLines(sampleResult(), TABLE_EXTENT)).toEqual([]);
  expect(happeningLines(sampleResult(), TABLE_EXTENT)).toEqual([]);
  expect(TABLE_FORMAT.render(resultInMotion())).toContain("\n\nAVAILABILITY\n");
});
