// What outputs read out of the availability of workloads.

import { describe, expect, it } from "vitest";

import {
  CAUSES,
  causesThatOccur,
  missingFor,
  missingInAll,
  mostAffectedFirst,
  rolloutsOf,
  rolloutTally,
  workloadName,
  workloadsOf,
} from "../../../src/report/motion/workload-readings.ts";

import { sampleResult } from "../sample-result.ts";
import { resultInMotion, SAMPLE_MOTION } from "./sample-motion.ts";

const { workloads } = SAMPLE_MOTION.availability;
const [agent, web, quiet] = workloads;

describe("workloads", () => {
  it("are those of the result, and none where no controllers ran", () => {
    expect(workloadsOf(resultInMotion())).toBe(workloads);
    expect(workloadsOf(sampleResult())).toEqual([]);
  });

  it("are named with their namespace only where there are several", () => {
    expect(workloadName(web!, workloads)).toBe("deployment/web");
    expect(workloadName(web!, [web!, { ...agent!, namespace: "kube-system" }])).toBe("shop/deployment/web");
  });

  it("stand by how much they were disturbed, growth left aside", () => {
    expect(mostAffectedFirst(workloads)).toEqual([web, agent, quiet]);
  });
});

describe("missing replicas", () => {
  it("are summed by cause and in all", () => {
    expect(missingFor(web!, "failure")).toBe(1_850);
    expect(missingFor(web!, "preemption")).toBe(0);
    expect(missingInAll(web!)).toBe(2_404.5);
    expect(missingInAll(quiet!)).toBe(0);
  });

  it("have the causes that occur, those first that cost most", () => {
    expect(causesThatOccur([web!]).slice(0, 3)).toEqual(["failure", "no-room", "rollout"]);
    expect(causesThatOccur([quiet!])).toEqual([]);
    expect(CAUSES).toHaveLength(12);
  });
});

describe("rollouts", () => {
  it("stand in order of time, with a tally of those without downtime", () => {
    const late = { ...web!, name: "late", rollouts: [{ ...web!.rollouts[0]!, fromSeconds: 600 }] };
    const found = rolloutsOf([late, web!]);
    expect(found.map(({ rollout }) => rollout.fromSeconds)).toEqual([500, 600, 700]);
    expect(rolloutTally(found)).toBe("1 of 3 without downtime");
    expect(rolloutTally(found.slice(0, 2))).toBe("none of 2 without downtime");
    expect(rolloutTally([])).toBeUndefined();
  });
});
