// Which pods count. The examples of readiness are those of TestGroupPods in replica_calculator_test.go, v1.36, with an
// initialisation of two minutes and a readiness delay of ten seconds.

import { describe, expect, it } from "vitest";

import type { LivePod, LivePodCondition } from "../../../../src/cluster/live-pod.ts";
import { areAgeing, groupPods } from "../../../../src/components/controllers/horizontal-pod-autoscaler/pod-states.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { pod, SECOND, type PodWish } from "./small-autoscaling.ts";

const SETTINGS = { ...DEFAULT_SETTINGS, cpuInitializationPeriodUs: 120 * SECOND, initialReadinessDelayUs: 10 * SECOND };

function groupOf(one: LivePod, resource: string, timestampUs = 0, windowUs = 60 * SECOND): string {
  const samples = new Map([[one.name, { timestampUs, windowUs, valueMilli: 1 }]]);
  const groups = groupPods([one], samples, resource, SETTINGS, 0);
  if (groups.readyCount === 1) return "ready";
  return groups.unready.length === 1 ? "unready" : groups.missing.length === 1 ? "missing" : "ignored";
}

function aged(startSeconds: number, readySeconds: number, status: LivePodCondition["status"]): PodWish {
  return { startUs: startSeconds * SECOND, ready: { status, sinceUs: readySeconds * SECOND } };
}

describe("pods under CPU", () => {
  it.each([
    ["counts once a whole window lies behind its readiness", aged(-60, -30, "True"), 0, 30, "ready"],
    ["does not count while the window is not complete", aged(-60, -30, "True"), 0, 60, "unready"],
    ["has never been ready if it was unready within the delay", aged(-600, -594, "False"), 0, 60, "unready"],
    ["counts after its initialisation whenever it was sampled", aged(-180, -180, "True"), -120, 60, "ready"],
    ["counts though it is unready, if it was ready once", aged(-600, -540, "False"), 0, 60, "ready"],
    ["was ready once if it turned unready at the very end of the delay", aged(-600, -590, "False"), 0, 60, "ready"],
  ])("%s", (_case, wish, sampledSeconds, windowSeconds, group) => {
    expect(groupOf(pod("web-1", wish), "cpu", sampledSeconds * SECOND, windowSeconds * SECOND)).toBe(group);
  });

  it("are unready without a start or a condition, and pending", () => {
    expect(groupOf(pod("web-1", { startUs: undefined }), "cpu")).toBe("unready");
    expect(groupOf(pod("web-1", { ready: undefined }), "cpu")).toBe("unready");
    expect(groupOf(pod("web-1", { phase: "Pending" }), "cpu")).toBe("unready");
  });
});

describe("a pod under CPU that is there for long, or was ready for a whole window", () => {
  it.each([
    ["ready for a whole window", aged(-60, -30, "True"), 0, 30, false],
    ["ready for a part of it", aged(-60, -30, "True"), 0, 31, true],
    ["unready", aged(-60, -30, "False"), 0, 30, true],
    ["there for long", aged(-120, -1, "True"), 0, 30, false],
    ["without a condition", { startUs: 0, ready: undefined }, 0, 30, false],
  ])("does not age: %s", (_case, wish, sampledSeconds, windowSeconds, ages) => {
    const one = pod("web-1", wish);
    const sample = { timestampUs: sampledSeconds * SECOND, windowUs: windowSeconds * SECOND, valueMilli: 1 };
    const samples = new Map([[one.name, sample]]);
    expect(areAgeing({ pods: [one], samples, settings: SETTINGS, nowUs: 0 })).toBe(ages);
    expect(areAgeing({ pods: [one], samples: new Map(), settings: SETTINGS, nowUs: 0 })).toBe(false);
  });
});

describe("pods under anything else", () => {
  it("count whether they are ready or not", () => {
    expect(groupOf(pod("web-1", { ready: undefined }), "memory")).toBe("ready");
    expect(groupOf(pod("web-1", { phase: "Succeeded" }), "")).toBe("ready");
  });

  it("are ignored when they failed or go, and missing without a sample", () => {
    expect(groupOf(pod("web-1", { phase: "Failed" }), "memory")).toBe("ignored");
    expect(groupOf(pod("web-1", { isGoing: true }), "memory")).toBe("ignored");
    expect(groupPods([pod("web-1")], new Map(), "memory", SETTINGS, 0).missing).toEqual(["web-1"]);
  });
});
