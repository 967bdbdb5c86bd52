// Promises as JUnit XML, which every pipeline reads: a suite for a run or a point, a test case for a threshold. A broken one is a
// failure, one that cannot be told an error. No times: the same result gives the same bytes.
// Source: the JUnit XML format as Jenkins, GitLab and GitHub's actions read it.

import { escapeMarkup } from "../neutral-text.ts";

import type { Promised, PromiseGroup, Promises } from "./promise.ts";

/** The whole file, with a line feed at its end. */
export function junitXml({ name, groups }: Promises): string {
  const suites = groups.map((group) => suiteLines(name, group));
  const all = groups.flatMap(({ promises }) => promises);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="plimsoll: ${escapeMarkup(name)}" ${counts(all)}>`,
    ...suites.flat(),
    "</testsuites>",
    "",
  ].join("\n");
}

function counts(promises: readonly Promised[]): string {
  const count = (wanted: Promised["outcome"]): number => promises.filter(({ outcome }) => outcome === wanted).length;
  return `tests="${promises.length}" failures="${count("broken")}" errors="${count("untold")}" skipped="0"`;
}

function suiteLines(scenario: string, { name, promises }: PromiseGroup): readonly string[] {
  return [
    `  <testsuite name="${escapeMarkup(name)}" ${counts(promises)}>`,
    ...promises.flatMap((promised) => caseLines(scenario, name, promised)),
    "  </testsuite>",
  ];
}

function caseLines(scenario: string, group: string, { name, outcome, message }: Promised): readonly string[] {
  const classname = group === scenario ? scenario : `${scenario}.${group}`;
  const head = `    <testcase name="${escapeMarkup(name)}" classname="${escapeMarkup(classname)}"`;
  if (outcome === "kept") return [`${head}/>`];
  const [element, type] = outcome === "broken" ? ["failure", "threshold"] : ["error", "inconclusive"];
  const text = escapeMarkup(message);
  return [`${head}>`, `      <${element} type="${type}" message="${text}">${text}</${element}>`, "    </testcase>"];
}
