// The pod that a template stands for.

import { expect, it } from "vitest";

import { podOfTemplate } from "../../../src/components/controllers/pod-template.ts";

it("has what the template says of pods, and nothing of what it says of itself", () => {
  const spec = { containers: [{ name: "main" }] };
  const metadata = { name: "x", labels: { app: "db" }, annotations: { a: "b" }, finalizers: ["f"] };
  expect(podOfTemplate({ metadata, spec })).toEqual({
    metadata: { name: "", labels: { app: "db" }, annotations: { a: "b" }, finalizers: ["f"] },
    spec,
  });
});

it("is one object as long as the template is one", () => {
  const template = { spec: { containers: [{ name: "main" }] } };
  expect(podOfTemplate(template)).toBe(podOfTemplate(template));
  expect(podOfTemplate({ ...template })).not.toBe(podOfTemplate(template));
});
