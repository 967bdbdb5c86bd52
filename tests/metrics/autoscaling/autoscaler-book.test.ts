// What one autoscaler did.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { autoscaler, autoscalingWorld } from "./autoscaling-world.ts";

const END = moment(seconds(1000));

describe("the book of an autoscaler", () => {
  it("adds up replicas, and the time at the maximum and above the target", () => {
    const { probe, put, ask } = autoscalingWorld();
    ask(0, "web", 2);
    put(0, autoscaler("web", { current: 2, desired: 6, cpu: 120 }));
    ask(100, "web", 6);
    put(100, autoscaler("web", { current: 6, desired: 6, cpu: 50 }));
    put(200, autoscaler("web", { current: 6, desired: 6, cpu: 60 }));
    ask(300, "web", 3);
    put(300, autoscaler("web", { current: 3, desired: 3, cpu: 40 }));
    const [found] = probe.findings(END);
    expect(found).toMatchObject({
      minReplicas: 2,
      maxReplicas: 6,
      atMaximumSeconds: 200,
      replicaSeconds: 200 + 1200 + 2100,
    });
    expect(found!.metrics).toMatchObject([{ name: "cpu utilization", target: 50, aboveTargetSeconds: 200 }]);
    expect(found!.current).toMatchObject({ atSeconds: [0, 100, 300, 1000], value: [2, 6, 3, 3] });
    expect(found!.metrics[0]!.seen.value).toEqual([120, 50, 60, 40, 40]);
  });

  it("counts replicas as the target is asked for them, whenever the autoscaler tells of it", () => {
    const { probe, put, ask } = autoscalingWorld();
    ask(0, "web", 2);
    put(0, autoscaler("web"));
    put(300, autoscaler("web", { current: 2, desired: 6, cpu: 120 }));
    ask(300, "web", 6);
    ask(400, "other", 9);
    put(600, autoscaler("web", { current: 6, desired: 6, cpu: 50 }));
    expect(probe.findings(END)[0]).toMatchObject({
      countedSeconds: 1000,
      replicaSeconds: 600 + 4200,
      atMaximumSeconds: 700,
      current: { atSeconds: [300, 600, 1000], value: [2, 6, 6] },
      asked: { atSeconds: [0, 300, 1000], value: [2, 6, 6] },
    });
  });

  it("goes by the status where a target's own replicas are not kept", () => {
    const { probe, put } = autoscalingWorld();
    const object = autoscaler("web", { current: 2, desired: 2 });
    put(0, { ...object, spec: { ...object.spec, scaleTargetRef: { kind: "Rollout", name: "web" } } });
    expect(probe.findings(END)[0]!.replicaSeconds).toBe(2000);
    expect(probe.findings(END)[0]!).not.toHaveProperty("asked");
  });

  it("keeps each change of size with its reason, and counts those that were taken back within ten minutes", () => {
    const { probe, put, rescale } = autoscalingWorld();
    put(0, autoscaler("web", { current: 2, desired: 4 }));
    rescale(15, "web", 4, "cpu resource utilization (percentage of request) above target");
    put(15, autoscaler("web", { current: 2, desired: 4, scaled: "2026-01-01T00:00:15Z" }));
    rescale(100, "web", 2, "All metrics below target");
    put(100, autoscaler("web", { current: 4, desired: 2, scaled: "2026-01-01T00:01:40Z" }));
    put(115, autoscaler("web", { current: 2, desired: 2, scaled: "2026-01-01T00:01:40Z" }));
    rescale(800, "web", 3, "more");
    const [found] = probe.findings(END);
    expect(found!.rescales).toEqual([
      { atSeconds: 15, from: 2, to: 4, reason: "cpu resource utilization (percentage of request) above target" },
      { atSeconds: 100, from: 4, to: 2, reason: "All metrics below target" },
      { atSeconds: 800, from: 2, to: 3, reason: "more" },
    ]);
    expect([found!.rescaleCount, found!.flaps]).toEqual([3, 1]);
  });

  it("says so where the controller gives no reason", () => {
    const { probe, put, rescale } = autoscalingWorld();
    put(0, autoscaler("web", { current: 14, desired: 14 }));
    rescale(15, "web", 16, "");
    put(16, autoscaler("web", { current: 14, desired: 16, scaled: "2026-01-01T00:00:15Z" }));
    expect(probe.findings(END)[0]!.rescales[0]!.reason).toMatch(/^the event gives none/);
  });

  it("counts a change once, however late its status and its event come", () => {
    const { probe, put, rescale } = autoscalingWorld();
    put(0, autoscaler("web", { current: 2, desired: 2 }));
    rescale(15, "web", 4, "more");
    put(35, autoscaler("web", { current: 2, desired: 4, scaled: "2026-01-01T00:00:15Z" }));
    rescale(45, "web", 2, "less");
    rescale(46, "web", 4, "more", "recorded");
    put(46, autoscaler("web", { current: 4, desired: 2, scaled: "2026-01-01T00:00:45Z" }));
    rescale(90, "web", 2, "less", "recorded");
    expect(probe.findings(END)[0]!.rescales).toEqual([
      { atSeconds: 15, from: 2, to: 4, reason: "more" },
      { atSeconds: 45, from: 4, to: 2, reason: "less" },
    ]);
  });

  it("counts from a later beginning on, and knows what a change then takes back", () => {
    const { probe, put, rescale, ask } = autoscalingWorld();
    ask(0, "web", 2);
    put(0, autoscaler("web", { current: 2, desired: 6, cpu: 120 }));
    rescale(10, "web", 6, "more");
    ask(10, "web", 6);
    put(10, autoscaler("web", { current: 6, desired: 6, cpu: 120, scaled: "2026-01-01T00:00:10Z" }));
    probe.beginAt(moment(seconds(900)));
    rescale(950, "web", 4, "less");
    put(950, autoscaler("web", { current: 6, desired: 4, cpu: 20, scaled: "2026-01-01T00:15:50Z" }));
    expect(probe.findings(END)[0]).toMatchObject({
      countsFromSeconds: 900,
      replicaSeconds: 600,
      atMaximumSeconds: 100,
      metrics: [{ aboveTargetSeconds: 50 }],
      rescales: [{ atSeconds: 950, from: 6, to: 4, reason: "less" }],
      rescaleCount: 1,
      flaps: 0,
    });
  });

  it("counts changes of which only the status tells, and none from before it looked", () => {
    const { probe, put, rescale } = autoscalingWorld();
    put(0, autoscaler("web", { current: 2, desired: 2, scaled: "2025-12-31T23:00:00Z" }));
    rescale(15, "web", 3, "more");
    put(15, autoscaler("web", { current: 2, desired: 3, scaled: "2026-01-01T00:00:15Z" }));
    put(30, autoscaler("web", { current: 3, desired: 5, scaled: "2026-01-01T00:00:30Z" }));
    const [found] = probe.findings(END);
    expect(found!.rescales.map(({ from, to }) => [from, to])).toEqual([
      [2, 3],
      [3, 5],
    ]);
    expect(found!.rescales[1]!.reason).toBe("only the status tells of it");
    expect(found!.rescaleCount).toBe(2);
  });

  it("tells in its words why it cannot do its work", () => {
    const { probe, put } = autoscalingWorld();
    const object = autoscaler("web", { current: 2, desired: 0 });
    const failing = {
      type: "ScalingActive",
      status: "False",
      reason: "FailedGetResourceMetric",
      message: "no metrics",
    };
    const limited = { type: "ScalingLimited", status: "False", reason: "DesiredWithinRange", message: "fine" };
    const conditions = [failing, limited].map((condition) => ({
      ...condition,
      lastTransitionTime: "2026-01-01T00:00:00Z",
    }));
    put(0, { ...object, status: { ...object.status, conditions } });
    expect(probe.findings(END)[0]!.complaints).toEqual(["FailedGetResourceMetric: no metrics"]);
  });

  it("follows other metrics from the moment on at which the spec names them", () => {
    const { probe, put } = autoscalingWorld();
    put(0, autoscaler("web", { current: 2, desired: 2, cpu: 80 }));
    const pods = { metric: { name: "rps" }, target: { type: "AverageValue", averageValue: "1500m" } };
    const object = autoscaler("web", { current: 2, desired: 2 });
    const current = { averageValue: "2" };
    const currentMetrics = [{ type: "Pods", pods: { metric: { name: "rps" }, current } }];
    put(10, {
      ...object,
      spec: { ...object.spec, metrics: [{ type: "Pods", pods }] },
      status: { ...object.status, currentMetrics },
    });
    expect(probe.findings(END)[0]!.metrics).toMatchObject([
      { name: "rps average value", target: 1.5, aboveTargetSeconds: 990, seen: { value: [2, 2] } },
    ]);
  });
});
