// The printed sections on load and autoscaling.

import { describe, expect, it } from "vitest";

import { autoscalerLines, loadLines } from "../../../src/report/load/load-text.ts";
import { TABLE_EXTENT } from "../../../src/report/text/text-extent.ts";

import { sampleResult } from "../sample-result.ts";
import { resultUnderLoad, SAMPLE_LOAD } from "./sample-load.ts";

const result = resultUnderLoad();

describe("the table of requests", () => {
  const lines = loadLines(result, TABLE_EXTENT);

  it("has sources, the worst first, with why they failed, and services where they call one another", () => {
    expect(lines.slice(0, 5)).toEqual([
      "REQUESTS FROM OUTSIDE (by intervals)",
      "SOURCE  REQUESTS  PER SECOND  FAILED  ANSWERED P50    P95    P99",
      "people    40,000        49.1    5.0%          30ms  130ms  400ms",
      "robots        12        49.1    0.0%             –      –      –",
      "people failed: timeout 4.7%, queue full 0.3%",
    ]);
    expect(lines).toContain("people over its promise: 7.5% (250ms)");
    expect(lines).toContain("REQUESTS AS SERVICES SEE THEM");
  });

  it("tells classes apart where there are several", () => {
    const [, people] = SAMPLE_LOAD.sources;
    const sources = [people!, { ...people!, requestClass: "search" }];
    const motion = { ...result.motion!, load: { ...SAMPLE_LOAD, sources } };
    expect(loadLines({ ...result, motion }, TABLE_EXTENT).join("\n")).toContain("people (search)");
  });

  it("names the class of a service only where that has several", () => {
    const [web, api] = SAMPLE_LOAD.services;
    const services = [web!, { ...web!, requestClass: "search" }, api!];
    const motion = { ...result.motion!, load: { ...SAMPLE_LOAD, services } };
    const names = loadLines({ ...result, motion }, TABLE_EXTENT).flatMap(
      (line) => /^service\/.*?(?=  )/.exec(line) ?? [],
    );
    expect(names.toSorted()).toEqual(["service/api", "service/web (page)", "service/web (search)"]);
  });

  it("gives names the room that figures leave", () => {
    const [web, ...others] = SAMPLE_LOAD.services;
    const services = [{ ...web!, target: "service/shop/recommendations" }, ...others];
    const motion = { ...result.motion!, load: { ...SAMPLE_LOAD, services } };
    const named = loadLines({ ...result, motion }, TABLE_EXTENT);
    expect(named.join("\n")).toContain("service/recommendations ");
    for (const line of named) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("is nothing without load", () => {
    expect(loadLines(sampleResult(), TABLE_EXTENT)).toEqual([]);
  });
});

describe("the table of autoscalers", () => {
  const lines = autoscalerLines(result, TABLE_EXTENT);

  it("has a row for each, and their complaints", () => {
    expect(lines[2]).toBe("hpa/web        2–20      24        2      1      5m   3m 20s    2.5");
    expect(lines.slice(4).join(" ")).toContain("hpa/mail at the end: FailedGetResourceMetric");
    expect(autoscalerLines(sampleResult(), TABLE_EXTENT)).toEqual([]);
  });

  it("fits a terminal, however long the names are", () => {
    const autoscalers = result.motion!.autoscalers!.map((one) => ({ ...one, name: "x".repeat(60) }));
    const long = { ...result, motion: { ...result.motion!, autoscalers } };
    for (const line of autoscalerLines(long, TABLE_EXTENT)) expect(line.length).toBeLessThanOrEqual(80);
    for (const line of loadLines(result, TABLE_EXTENT)) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("says how many it shows", () => {
    const autoscalers = Array.from({ length: 9 }, () => result.motion!.autoscalers![0]!);
    const many = { ...result, motion: { ...result.motion!, autoscalers } };
    expect(autoscalerLines(many, TABLE_EXTENT)[0]).toContain("(8 of 9)");
  });
});
