// What autoscalers did, under the names that thresholds use.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { autoscalingMeasurements } from "../../../src/metrics/autoscaling/autoscaling-measurements.ts";
import { metricNamed } from "../../../src/metrics/metric-names.ts";

import { autoscaler, autoscalingWorld } from "./autoscaling-world.ts";

describe("the measurements of autoscalers", () => {
  it("are of each by its name, and known to thresholds", () => {
    const { probe, put, rescale, ask } = autoscalingWorld();
    ask(0, "web", 2);
    put(0, autoscaler("web", { current: 2, desired: 4, cpu: 120 }));
    rescale(0, "web", 6, "more");
    ask(100, "web", 6);
    put(100, autoscaler("web", { current: 6, desired: 6, cpu: 50 }));
    const measured = autoscalingMeasurements(probe.findings(moment(seconds(200))));
    expect(measured.map((one) => [one.name.replace("plimsoll_autoscaler_", ""), "value" in one && one.value])).toEqual([
      ["mean_replicas", 4],
      ["max_replicas", 6],
      ["replica_seconds", 800],
      ["above_target_seconds", 100],
      ["at_maximum_seconds", 100],
      ["rescales_total", 1],
      ["flaps_total", 0],
    ]);
    for (const { name, kind, labels } of measured) {
      expect(metricNamed(name)).toMatchObject({ kind, labels: Object.keys(labels) });
    }
  });
});
