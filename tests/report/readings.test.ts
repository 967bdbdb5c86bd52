// What outputs read out of a result.

import { describe, expect, it } from "vitest";

import type { SimulationResult } from "../../src/simulation/result.ts";

import {
  amountWithPercent,
  attemptRange,
  labelText,
  meanShare,
  noteSentence,
  peakShare,
  placeOf,
  preemptionSentence,
  ratioOf,
  reproduceCommand,
  resourceNames,
  resourcesByInterest,
  shortResourceName,
  thresholdTally,
  unplacedByReasons,
  usedByLoadText,
} from "../../src/report/readings.ts";

import { emptyResult } from "./empty-result.ts";
import { GPU } from "./sample-nodes.ts";
import { sampleResult } from "./sample-result.ts";

describe("amounts", () => {
  it("carry their percentage in brackets", () => {
    const use = sampleResult().utilisation[0]!.resources[0]!;
    expect(amountWithPercent(use.allocatable / 2, use)).toBe("63,424 (50.0%)");
  });

  it("over time are shares of what there was at that time", () => {
    const { allocatable, ...rest } = sampleResult().utilisation[0]!.resources[0]!;
    const use = { ...rest, allocatable, requestedPeak: allocatable / 2 };
    expect([meanShare(allocatable / 4, use), peakShare(use)]).toEqual([0.25, 0.5]);
    const shrunk = { ...use, allocatableMean: 2 * allocatable, requestedPeakRatio: 0.3 };
    expect([meanShare(allocatable / 4, shrunk), peakShare(shrunk)]).toEqual([0.125, 0.3]);
    expect(usedByLoadText({ ...shrunk, usedByLoadMean: allocatable / 2 })).toBe("25.0%");
  });

  it("have no share of nothing", () => {
    expect(ratioOf(1, 0)).toBeNaN();
  });
});

describe("resources", () => {
  it("stand in the result's order, or by what a planner looks for first", () => {
    expect(resourceNames(sampleResult())).toEqual(["cpu", "memory", GPU, "pods"]);
    expect(resourcesByInterest(sampleResult())).toEqual(["cpu", "memory", GPU, "pods"]);
    const [cluster] = sampleResult().utilisation;
    const turned = { ...sampleResult(), utilisation: [{ ...cluster!, resources: cluster!.resources.toReversed() }] };
    expect(resourcesByInterest(turned)).toEqual(["cpu", "memory", GPU, "pods"]);
  });

  it("lose their domain unless two would look alike", () => {
    expect(shortResourceName("nvidia.com/gpu", ["cpu", "nvidia.com/gpu"])).toBe("gpu");
    expect(shortResourceName("nvidia.com/gpu", ["amd.com/gpu", "nvidia.com/gpu"])).toBe("nvidia.com/gpu");
    expect(shortResourceName("odd/", ["odd/"])).toBe("odd/");
  });
});

describe("thresholds", () => {
  it("are counted", () => {
    expect(thresholdTally(sampleResult().thresholds)).toBe("2 of 3 hold");
    expect(thresholdTally([])).toBe("none set");
  });
});

describe("unplaced pods", () => {
  const pod = (name: string, message: string, attempts = 1) => ({ pod: name, attempts, message });

  it("are grouped by reasons, whatever the counts and the order that follows from them", () => {
    const groups = unplacedByReasons([
      pod("a", "0/9 nodes are available: 4 Insufficient cpu, 5 Insufficient memory."),
      pod("b", "0/9 nodes are available: 9 Too many pods."),
      pod("c", "0/9 nodes are available: 1 Insufficient memory, 8 Insufficient cpu."),
    ]);
    expect(groups.map(({ pods }) => pods.map(({ pod: name }) => name))).toEqual([["a", "c"], ["b"]]);
  });

  it("tell the range of their attempts", () => {
    expect(attemptRange([pod("a", "", 1)])).toBe("1 attempt");
    expect(attemptRange([pod("a", "", 3), pod("b", "", 3)])).toBe("3 attempts");
    expect(attemptRange([pod("a", "", 5), pod("b", "", 2)])).toBe("2 to 5 attempts");
  });
});

describe("preemption", () => {
  const tell = (preemptions: number, victims: number) =>
    preemptionSentence({ ...sampleResult(), preemption: { attempts: 9000, preemptions, victims } });

  it("is told of where pods had to go", () => {
    expect(tell(0, 0)).toBeUndefined();
    expect(tell(1, 1)).toBe("Preemption made room once: 1 pod of lower priority had to go.");
    expect(tell(1200, 3400)).toBe("Preemption made room 1,200 times: 3,400 pods of lower priority had to go.");
  });
});

describe("notes", () => {
  const note: SimulationResult["notes"][number] = {
    code: "x",
    severity: "ignored",
    message: "unknown field reqs",
    position: { file: "a.yaml", line: 3, column: 7 },
    expected: "a field of a container",
    suggestion: "requests",
  };

  it("say where and what would have been right", () => {
    expect(placeOf(note)).toBe("a.yaml:3:7");
    expect(noteSentence(note)).toBe("unknown field reqs (expected a field of a container); did you mean requests?");
  });

  it("may belong to no place", () => {
    expect(placeOf({ code: "x", severity: "ignored", message: "m" })).toBe("");
  });
});

describe("the command to repeat a run", () => {
  it("names the scenario and the seed, quoted for a shell", () => {
    expect(reproduceCommand(sampleResult())).toBe("plimsoll run scenarios/openb.yaml --seed 1");
    expect(reproduceCommand({ ...emptyResult(), seed: "my seed" })).toBe("plimsoll run empty --seed 'my seed'");
  });
});

describe("labels", () => {
  it("are written as Prometheus does", () => {
    expect(labelText({ queue: "active", profile: "p" })).toBe('queue="active",profile="p"');
  });
});
