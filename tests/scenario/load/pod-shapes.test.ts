// The shapes of pods.

import { describe, expect, it } from "vitest";

import { podShape, templateShapes, templateSpec } from "../../../src/scenario/load/pod-shapes.ts";

const annotations = { "plimsoll/cpu-use": "1m" };
const template = { metadata: { labels: { app: "a" }, annotations }, spec: { containers: [{ name: "c" }] } };
const shape = { namespace: "n", labels: { app: "a" }, annotations, containers: ["c"] };

describe("pods of a template", () => {
  it("are those of workloads and of jobs in time tables", () => {
    const metadata = { name: "a", namespace: "n" };
    const cron = { metadata, spec: { jobTemplate: { spec: { template } } } };
    expect(templateShapes({ kind: "CronJob", object: cron } as never)).toEqual([shape]);
    expect(templateShapes({ kind: "Job", object: { metadata, spec: { template } } } as never)).toEqual([shape]);
    expect(templateShapes({ kind: "Namespace", object: { metadata } })).toEqual([]);
    expect(templateSpec({ kind: "CronJob", object: cron } as never)).toBe(template.spec);
    expect(templateSpec({ kind: "Namespace", object: { metadata } })).toEqual({ containers: [] });
  });
});

describe("a pod by itself", () => {
  it("has a shape of its own, in the default namespace if it names none", () => {
    const { metadata, spec } = template;
    expect(podShape({ metadata: { ...metadata, name: "a", namespace: "n" }, spec })).toEqual(shape);
    expect(podShape({ metadata: { name: "b" }, spec })).toEqual({
      namespace: "default",
      labels: {},
      annotations: {},
      containers: ["c"],
    });
  });
});
