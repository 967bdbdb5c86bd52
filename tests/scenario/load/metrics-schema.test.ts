// The form of metrics in the scenario document.

import { describe, expect, it } from "vitest";

import { METRICS_SCHEMA } from "../../../src/scenario/load/metrics-schema.ts";

function isPodMetric(figure: string): boolean {
  return METRICS_SCHEMA.safeParse({ pods: { a: figure } }).success;
}

describe("the form of metrics", () => {
  it.each([
    "requestsPerSecond",
    "errorsPerSecond",
    "inFlight",
    "waiting",
    "latency p(50)",
    "latency p(99.9)",
    "latency p(0)",
  ])("has the figure %s", (figure) => {
    expect(isPodMetric(figure)).toBe(true);
  });

  it.each(["latency", "p(95)", "latency p(100)", "latency p(095)", "latency p(-1)", "rps"])(
    "has no figure %s",
    (figure) => {
      expect(isPodMetric(figure)).toBe(false);
    },
  );

  it("may have a server or none", () => {
    expect(METRICS_SCHEMA.safeParse({ server: "none" }).success).toBe(true);
    expect(METRICS_SCHEMA.safeParse({ server: { resolution: "30s" } }).success).toBe(true);
    expect(METRICS_SCHEMA.safeParse({ server: "some" }).success).toBe(false);
  });
});
