// Specs of Jobs that the API server refuses, in its words.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { JobSpec } from "../../../../src/model/api/types/job.ts";
import { validateJobSpecWithoutSelector } from "../../../../src/model/api/validation/job-spec.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const SPEC = FieldPath.root("spec");
const INDEXED: JobSpec = { completionMode: "Indexed", completions: 5, parallelism: 2 };
const MANY: JobSpec = { completionMode: "Indexed", completions: 200_000, backoffLimitPerIndex: 1 };
const USED = "when completions are above 100000 and used with backoff limit per index";

it.each<[string, JobSpec, readonly string[]]>([
  ["good", {}, []],
  [
    "with counts below zero",
    { backoffLimit: -1, ttlSecondsAfterFinished: -2 },
    [
      "spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0",
      "spec.ttlSecondsAfterFinished: Invalid value: -2: must be greater than or equal to 0",
    ],
  ],
  [
    "of an unknown mode",
    { completionMode: "Bad" },
    ['spec.completionMode: Unsupported value: "Bad": supported values: "NonIndexed", "Indexed"'],
  ],
  [
    "with limits of indexes that it does not have",
    { maxFailedIndexes: 1 },
    [
      "spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified",
      "spec.maxFailedIndexes: Invalid value: 1: requires indexed completion mode",
    ],
  ],
  [
    "without a number of indexes",
    { completionMode: "Indexed" },
    ["spec.completions: Required value: when completion mode is Indexed"],
  ],
  [
    "with more failed indexes than indexes",
    { ...INDEXED, backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
    ["spec.maxFailedIndexes: Invalid value: 6: must be less than or equal to completions"],
  ],
  [
    "with too many pods at a time",
    { ...INDEXED, parallelism: 100_001 },
    ["spec.parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed"],
  ],
  [
    "of many indexes without a limit of failed ones",
    MANY,
    ["spec.maxFailedIndexes: Required value: must be specified when completions is above 100000"],
  ],
  [
    "of many indexes with limits too high",
    { ...MANY, parallelism: 10_001, maxFailedIndexes: 100_001 },
    [
      `spec.maxFailedIndexes: Invalid value: 100001: must be less than or equal to 10000 ${USED}`,
      "spec.maxFailedIndexes: Invalid value: 100001: must be less than or equal to 100000",
      `spec.parallelism: Invalid value: 10001: must be less than or equal to 10000 ${USED}`,
    ],
  ],
  [
    "with a success policy but no indexes",
    { successPolicy: {} },
    ["spec.successPolicy: Invalid value: {}: requires indexed completion mode"],
  ],
  ["of nobody", { managedBy: "" }, ["spec.managedBy: Required value"]],
  [
    "of somebody without a domain",
    { managedBy: "me" },
    ['spec.managedBy: Invalid value: "me": must be a domain-prefixed path (such as "acme.io/foo")'],
  ],
  [
    "of somebody with a long name",
    { managedBy: `acme.io/${"x".repeat(56)}` },
    ["spec.managedBy: Too long: may not be more than 63 bytes"],
  ],
])("judges a Job %s", (_, spec, lines) => {
  const errors = validateJobSpecWithoutSelector({ template: goodTemplate("Never"), ...spec }, SPEC);
  expect(errorLines(errors)).toEqual(lines.toSorted());
});

const RESTART = "spec.template.spec.restartPolicy";

it.each<[string, JobSpec, readonly string[]]>([
  ["Always", {}, [`${RESTART}: Required value: valid values: "OnFailure", "Never"`]],
  ["OnFailure", {}, []],
  [
    "OnFailure",
    { podFailurePolicy: {} },
    [`${RESTART}: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified`],
  ],
  ["Never", { podFailurePolicy: {} }, []],
])("judges pods that are restarted %s by %j", (policy, spec, lines) => {
  const errors = validateJobSpecWithoutSelector({ template: goodTemplate(policy), ...spec }, SPEC);
  expect(errorLines(errors)).toEqual(lines);
});
