// Services under load in whole runs: what requests come to, what autoscalers make of it, and that runs can be forked.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../src/base/time.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { loadedPlan } from "./loaded-plan.ts";

const STEP = "{ steps: { rates: [{ at: 0s, rate: 40 }, { at: 5m, rate: 160 }] } }";

describe("an autoscaler under load", () => {
  it.each(["exact", "intervals"])("finds the size that the load needs at its target, %s", (mode) => {
    const { motion, metrics } = runSimulation(loadedPlan({ rate: STEP, more: `  loadMode: ${mode}\n` }));
    const [web] = motion!.autoscalers!;
    // 160 requests/s of 12 ms are 1.92 cores, and a pod at its target has 0.3.
    expect(web!.current.value.at(-1)).toBe(7);
    expect(web!.rescales.map(({ reason }) => reason)).toContain(
      "cpu resource utilization (percentage of request) above target",
    );
    // 3 pods for 5 minutes at 160 cores/1000 each: 32 % of their requests.
    const { atSeconds, value } = web!.metrics[0]!.seen;
    const early = value[atSeconds.findLastIndex((at) => at < 300)]!;
    expect(early).toBeGreaterThan(27);
    expect(early).toBeLessThan(38);
    expect(motion!.load!.way).toBe(mode);
    const duration = metrics.find(({ name }) => name === "http_request_duration_seconds");
    expect(duration!.distribution!.p50).toBeGreaterThan(0.02);
  });

  it("follows a metric of its pods that an adapter tells", () => {
    const target = "{ type: AverageValue, averageValue: '20' }";
    const metrics = `[{ type: Pods, pods: { metric: { name: rps }, target: ${target} } }]`;
    const more = "  metrics: { pods: { rps: requestsPerSecond } }\n  loadMode: intervals\n";
    const { motion } = runSimulation(loadedPlan({ rate: STEP, metrics, more }));
    const [web] = motion!.autoscalers!;
    expect(web!.current.value.at(-1)).toBe(8);
    expect(web!.metrics[0]).toMatchObject({ name: "rps average value", target: 20 });
  });

  it("follows a series of its own that is about something outside the cluster", () => {
    const target = "{ type: AverageValue, averageValue: '30' }";
    const metrics = `[{ type: External, external: { metric: { name: queue }, target: ${target} } }]`;
    const more = `  metrics: { external: [{ name: queue, series: { steps: { rates: [{ at: 0s, rate: 60 }, { at: 8m, rate: 150 }] } } }] }\n`;
    const { motion } = runSimulation(loadedPlan({ rate: "1", metrics, more }));
    expect(motion!.autoscalers![0]!.current.value.at(-1)).toBe(5);
  });
});

describe("requests in a run", () => {
  it("are the same whatever the autoscaler does", () => {
    const requestsOf = (metrics: string) =>
      runSimulation(loadedPlan({ rate: "50", metrics })).motion!.load!.sources[0]!.requests;
    const lazily =
      "[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 95 } } }]";
    const eagerly =
      "[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 20 } } }]";
    expect(requestsOf(lazily)).toBe(requestsOf(eagerly));
  });

  it("fail while no pod is there, and all are counted", () => {
    const { motion } = runSimulation(loadedPlan({ rate: "50" }));
    const [web] = motion!.load!.sources;
    expect(web!.failed["no-station"]).toBeGreaterThan(20);
    const failures = Object.values(web!.failed).reduce((sum, count) => sum + count, 0);
    expect(web!.requests - web!.answered - failures).toBeLessThan(20);
  });

  it.each(["exact", "intervals"])("go on bit-equal in a fork of the run, %s", (mode) => {
    const plan = loadedPlan({
      rate: STEP,
      more: `  loadMode: ${mode}\n  metrics: { pods: { rps: requestsPerSecond } }\n`,
    });
    const first = new Simulation(plan);
    first.run(moment(seconds(333.3)));
    const second = new Simulation(plan);
    second.restore(first.snapshot());
    for (const simulation of [first, second]) simulation.run();
    expect(second.engine.fingerprint).toBe(first.engine.fingerprint);
    expect(second.motion!.load!.findings()).toEqual(first.motion!.load!.findings());
    expect(second.motion!.autoscaling.findings(second.engine.now)).toEqual(
      first.motion!.autoscaling.findings(first.engine.now),
    );
  });
});
