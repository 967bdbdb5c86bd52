// Jobs that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import { generateSelector } from "../../../../src/model/api/job-labels.ts";
import type { Job, JobSpec } from "../../../../src/model/api/types/job.ts";
import { validateJob, validateJobWithLegacyLabels } from "../../../../src/model/api/validation/job.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

/** With what the server generates. */
function job(name: string, spec: JobSpec): Job {
  const complete = {
    metadata: { name, namespace: "default", uid: "u" },
    spec: { template: goodTemplate("Never"), ...spec },
  };
  const generated = structuredClone(complete);
  generateSelector(generated as Draft<Job>);
  return generated;
}

function withLabels(labels: Readonly<Record<string, string>>): JobSpec {
  return { template: { ...goodTemplate("Never"), metadata: { labels } } };
}

const LABELS = "spec.template.metadata.labels";
const UID_LABEL = "batch.kubernetes.io/controller-uid";

it("accepts what the server generates", () => {
  expect(validateJob(job("pi", {}))).toEqual([]);
});

it("refuses labels that are not the generated ones", () => {
  expect(errorLines(validateJob(job("pi", withLabels({ "job-name": "other" }))))).toEqual([
    `${LABELS}[job-name]: Invalid value: {"${UID_LABEL}":"u","batch.kubernetes.io/job-name":"pi","controller-uid":"u","job-name":"other"}: must be 'pi'`,
  ]);
});

it("refuses a selector that is not the generated one", () => {
  expect(errorLines(validateJob(job("pi", { selector: { matchLabels: { app: "web" } } })))).toEqual([
    `spec.selector: Invalid value: {"matchLabels":{"app":"web","${UID_LABEL}":"u"}}: \`selector\` not auto-generated`,
  ]);
});

it("takes the user's word where the user selects", () => {
  const own = { manualSelector: true, selector: { matchLabels: { app: "web" } } };
  expect(validateJob(job("pi", own))).toEqual([]);
  expect(errorLines(validateJob(job("pi", { manualSelector: true })))).toEqual([
    "spec.selector: Required value",
    `${LABELS}: Invalid value: {"app":"web"}: \`selector\` does not match template \`labels\``,
  ]);
});

it("wants labels with a prefix of new Jobs only", () => {
  const legacy = {
    metadata: { name: "pi", namespace: "default", uid: "u" },
    spec: {
      ...withLabels({ "job-name": "pi", "controller-uid": "u" }),
      selector: { matchLabels: { "controller-uid": "u" } },
    },
  };
  expect(validateJobWithLegacyLabels(legacy)).toEqual([]);
  expect(errorLines(validateJob(legacy))).toEqual([
    `${LABELS}[${UID_LABEL}]: Required value: must be 'u'`,
    `${LABELS}[batch.kubernetes.io/job-name]: Required value: must be 'pi'`,
  ]);
});

it("wants host names for all indexes", () => {
  const name = "x".repeat(61);
  const indexed = { completionMode: "Indexed", completions: 11 };
  expect(errorLines(validateJob(job(name, indexed)))).toEqual([
    `metadata.name: Invalid value: "${name}": will not able to create pod with invalid DNS label: ${name}-10`,
  ]);
  expect(validateJob(job(name, { ...indexed, completions: 10 }))).toEqual([]);
});
