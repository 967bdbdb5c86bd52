// The selector that the server makes for Jobs.

import { expect, it } from "vitest";

import { generateSelector } from "../../../src/model/api/job-labels.ts";

const GENERATED = {
  "job-name": "pi",
  "batch.kubernetes.io/job-name": "pi",
  "controller-uid": "u",
  "batch.kubernetes.io/controller-uid": "u",
};

it("labels the template and selects by the Job's identity", () => {
  const job = { metadata: { name: "pi", uid: "u" }, spec: {} };
  generateSelector(job);
  expect(job.spec).toEqual({
    template: { metadata: { labels: GENERATED } },
    selector: { matchLabels: { "batch.kubernetes.io/controller-uid": "u" } },
  });
});

it("keeps what the user wrote", () => {
  const labels = { app: "pi", "job-name": "other" };
  const job = { metadata: { name: "pi", uid: "u" }, spec: { template: { metadata: { labels } } } };
  generateSelector(job);
  expect(job.spec.template.metadata.labels).toEqual({ ...GENERATED, ...labels });
});

it("does nothing where the user selects", () => {
  const job = { metadata: { name: "pi", uid: "u" }, spec: { manualSelector: true } };
  generateSelector(job);
  expect(job.spec).toEqual({ manualSelector: true });
});
