// The model of the control plane against what was measured of a real one.

import { describe, expect, it } from "vitest";

import {
  BURSTS,
  CHURN,
  DEFAULT_LIMITED,
  ONE_AT_A_TIME,
  type MeasuredRun,
} from "../../../bench/control-plane/measured-runs.ts";
import { quantile } from "../../../bench/control-plane/pod-times.ts";

/** Middle of the runs of one kind. */
function middle(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

function medianMs({ play }: MeasuredRun): number {
  return quantile(play().spans("sent", "bound"), 0.5) / 1000;
}

describe("the model of the control plane", () => {
  it.each(ONE_AT_A_TIME.slice(0, 3))("binds one pod at a time within 25 % of the measured median: $name", (run) => {
    expect(Math.abs(medianMs(run) / middle(run.toBoundMs!) - 1)).toBeLessThan(0.25);
  });

  it.each(ONE_AT_A_TIME.slice(3))("binds a Deployment's pods, one at a time, within 30 %: $name", (run) => {
    expect(Math.abs(medianMs(run) / middle(run.toBoundMs!) - 1)).toBeLessThan(0.3);
  });

  it.each(BURSTS)("binds bursts within 20 % of the measured throughput: $name", (run) => {
    expect(Math.abs(run.play().rate("boundAnswered") / middle(run.boundPerSecond!) - 1)).toBeLessThan(0.2);
  });

  it.each(DEFAULT_LIMITED)("takes as long as default client limits let it, to the second: $name", (run) => {
    const lastSeconds = run.play().moments("boundAnswered").at(-1)! / 1_000_000;
    expect(Math.abs(lastSeconds - middle(run.lastBoundSeconds!))).toBeLessThan(0.5);
  });

  it("keeps up with 100 pods a second, falls behind at 150, and breaks down at 200, as the real one", () => {
    const [at50, at100, at150, at200] = CHURN.map((run) => run.play());
    const medians = [at50!, at100!, at150!, at200!].map((times) => quantile(times.spans("sent", "bound"), 0.5) / 1000);
    expect(medians[1]).toBeLessThan(2 * medians[0]!);
    expect(medians[2]).toBeGreaterThan(2 * medians[1]!);
    expect(medians[3]).toBeGreaterThan(20 * medians[2]!);
    expect(at150!.rate("boundAnswered")).toBeLessThan(147);
    expect(at200!.spans("sent", "bound").length).toBeLessThan(11_986 / 3);
  });
});
