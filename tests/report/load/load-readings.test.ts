// What outputs read out of load and autoscalers.

import { describe, expect, it } from "vitest";

import {
  autoscalerName,
  failedFor,
  failureText,
  latencyLimits,
  leadingSource,
  missedText,
  rateText,
  requestCount,
  targetName,
  targetsOf,
  wayText,
  worstFirst,
} from "../../../src/report/load/load-readings.ts";

import { resultUnderLoad, SAMPLE_AUTOSCALERS, SAMPLE_LOAD } from "./sample-load.ts";

const [scaling, blind] = SAMPLE_AUTOSCALERS;
const [robots, people] = SAMPLE_LOAD.sources;

describe("names", () => {
  it("have their namespace where there are several", () => {
    expect(autoscalerName(scaling!, SAMPLE_AUTOSCALERS)).toBe("hpa/web");
    expect(autoscalerName(scaling!, [scaling!, { ...blind!, namespace: "mail" }])).toBe("shop/hpa/web");
    expect(targetName("service/shop/web", targetsOf(SAMPLE_LOAD))).toBe("service/web");
    expect(targetName("service/shop/web", ["service/shop/web", "service/a/b"])).toBe("shop/service/web");
  });
});

describe("what became of requests", () => {
  it("is told with the most frequent reason first, as parts of all", () => {
    expect(failureText(people!)).toBe("timeout 4.7%, queue full 0.3%");
    expect(failureText(robots!)).toBe("");
    expect([failedFor(people!, "timeout"), failedFor(people!, "refused"), failedFor(people!, "constructor")]).toEqual([
      1_900, 0, 0,
    ]);
  });

  it("names reasons that this version does not know as they are", () => {
    expect(failureText({ ...people!, failed: { toString: 3 }, errorRatio: 1 })).toBe("toString 100.0%");
  });

  it("has whole counts and short rates", () => {
    expect([requestCount(40_000.4), rateText(49.07), rateText(0.25), rateText(1204.4)]).toEqual([
      "40,000",
      "49.1",
      "0.25",
      "1,204",
    ]);
  });

  it("is worst where most failed", () => {
    expect(worstFirst(SAMPLE_LOAD.sources).map(({ source }) => source)).toEqual(["people", "robots"]);
  });

  it("says how it was worked out, and what was missed", () => {
    expect(wayText(SAMPLE_LOAD)).toMatch(/^by intervals/);
    expect(wayText({ ...SAMPLE_LOAD, way: "exact" })).toBe("request by request");
    expect([missedText(people!), missedText(robots!)]).toEqual(["7.5% (250ms)", ""]);
  });
});

describe("the source that a chart shows", () => {
  it("is the one that sends most to the target, else the one that sends most of all", () => {
    expect(leadingSource(SAMPLE_LOAD, ["service/shop/api"])?.source).toBe("robots");
    expect(leadingSource(SAMPLE_LOAD, ["statefulset/shop/store"])?.source).toBe("people");
    expect(leadingSource({ ...SAMPLE_LOAD, sources: [] }, [])).toBeUndefined();
  });
});

describe("limits on latency", () => {
  const result = resultUnderLoad();
  const limitsOf = (threshold: string, source = "people") => {
    const outcome = { threshold, passed: true, observed: 1, limit: 0.2, unit: "seconds" };
    return latencyLimits({ ...result, thresholds: [outcome] }, SAMPLE_LOAD, source).map(({ name }) => name);
  };

  it("are those of thresholds on the source or its target, and what is promised", () => {
    expect(latencyLimits(result, SAMPLE_LOAD, "people")).toEqual([
      { name: "limit of p(95)", seconds: 0.2 },
      { name: "promised", seconds: 0.25 },
    ]);
    expect(limitsOf("http_request_duration_seconds p99<0.2", "robots")).toEqual(["limit of p99"]);
    expect(limitsOf('http_request_duration_seconds{source="people",class=page} mean <= 0.2')[0]).toBe("limit of mean");
  });

  it("are no others", () => {
    for (const threshold of [
      "http_request_duration_seconds{source=robots} p(95) < 0.2",
      "http_request_duration_seconds p(95) > 0.2",
      "http_requests_failed_ratio value < 0.2",
    ])
      expect(limitsOf(threshold)).toEqual(["promised"]);
  });
});
