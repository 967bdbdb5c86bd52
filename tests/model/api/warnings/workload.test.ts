// Warnings about workloads.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  hostnameWarnings,
  jobSpecWarnings,
  revisionHistoryWarnings,
} from "../../../../src/model/api/warnings/workload.ts";

it("warns of names that are no names of hosts", () => {
  expect(hostnameWarnings({ name: "web" })).toEqual([]);
  expect(hostnameWarnings({ name: "web.x" })).toEqual([
    "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; " +
      "a DNS label is recommended: [must not contain dots]",
  ]);
});

it.each([
  ["NonIndexed", 100_001, 10_001, 0],
  ["Indexed", 100_001, 10_000, 0],
  ["Indexed", 100_000, 10_001, 0],
  ["Indexed", 100_001, 10_001, 1],
])(
  "knows of a Job %s with %d completions, %d at a time, %d thing to say",
  (completionMode, completions, parallelism, count) => {
    const warnings = jobSpecWarnings({ completionMode, completions, parallelism }, FieldPath.root("spec"));
    expect(warnings).toHaveLength(count);
    for (const warning of warnings) expect(warning).toMatch(/^spec: In Indexed Jobs with a number of completions/);
  },
);

it("warns of a limit of revisions that limits nothing", () => {
  expect([undefined, 0, -1].map((limit) => revisionHistoryWarnings(limit).length)).toEqual([0, 0, 1]);
});
