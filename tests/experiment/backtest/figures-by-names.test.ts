// What the name of a metric tells of its values.

import { describe, expect, it } from "vitest";

import { figureToldBy, otherUnitOf } from "../../../src/experiment/backtest/figures-by-names.ts";
import { isFigure } from "../../../src/scenario/load/metrics-schema.ts";

describe("the name of a metric", () => {
  it.each([
    ["http_requests_per_second", "requestsPerSecond"],
    ["latency", "latency p(95)"],
    ["latency_p99_seconds", "latency p(99)"],
    ["http_request_duration_p50", "latency p(50)"],
    ["latencyP90", "latency p(90)"],
    ["request_latency_p999", "latency p(99.9)"],
    ["latency_p99_9", "latency p(99.9)"],
    ["latency_75th_percentile", "latency p(75)"],
    ["median_latency", "latency p(50)"],
    ["http2_request_duration", "latency p(95)"],
  ])("%s tells the figure %s", (name, figure) => {
    expect(figureToldBy(name)).toBe(figure);
    expect(isFigure(figure)).toBe(true);
  });

  it("tells none where it says nothing of requests", () => {
    expect(figureToldBy("widgets")).toBeUndefined();
  });

  it.each([
    ["latency_p99_ms", "milliseconds"],
    ["latencyMs", "milliseconds"],
    ["request_duration_microseconds", "microseconds"],
    ["requests_per_minute", "what comes in a minute"],
    ["errorsPerHour", "what comes in an hour"],
    ["backlog_bytes", "bytes"],
  ])("%s says that it is counted in %s", (name, unit) => {
    expect(otherUnitOf(name, figureToldBy(name)!)?.named).toBe(unit);
  });

  it.each(["latency_seconds", "latency_of_forms", "queue_msgs", "requests_per_second", "error_rate"])(
    "%s says no unit but the figure's",
    (name) => {
      expect(otherUnitOf(name, figureToldBy(name)!)).toBeUndefined();
    },
  );
});
