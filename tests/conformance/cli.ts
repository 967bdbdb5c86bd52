// `npm run conformance -- PATH… [--family F] [--theme T] [--summary] [--show CASE] [--floor FILE]`
// Replays records of the real components and prints how far plimsoll agrees. Exit 1 if any replayed step differs,
// or with --floor if a theme agrees less than the file says.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { FAMILIES } from "./families.ts";
import type { Difference, ThemeOutcome } from "./family.ts";
import { belowFloor, missingThemes, type AgreementFloor } from "./floor.ts";
import { findRecordFiles, type RecordFile } from "./record-file.ts";

/** Differences printed for a theme unless one case is shown. */
const DIFFERENCES_SHOWN = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    family: { type: "string", multiple: true },
    theme: { type: "string", multiple: true },
    summary: { type: "boolean", default: false },
    show: { type: "string" },
    floor: { type: "string" },
  },
});

function main(): number {
  if (positionals.length === 0) {
    console.error(
      "usage: npm run conformance -- PATH… [--family F] [--theme T] [--summary] [--show CASE] [--floor FILE]",
    );
    return 2;
  }
  const files = findRecordFiles(positionals).filter(
    ({ family, theme }) =>
      (values.family?.includes(family) ?? true) &&
      (values.theme?.includes(theme) ?? true) &&
      (values.show === undefined || theme.replace(/-1\.\d+$/, "") === values.show.split("/")[0]),
  );
  if (files.length === 0) {
    console.error("no record files there");
    return 2;
  }
  // Each is told as soon as it is known: all of them take minutes.
  const outcomes = files.map((file) => {
    const outcome = replay(file);
    print(file, outcome);
    return { file, outcome };
  });
  const steps = sum(outcomes.map(({ outcome }) => outcome?.steps ?? 0));
  const agreed = sum(outcomes.map(({ outcome }) => outcome?.agreed ?? 0));
  console.log(`all replayed: agree ${agreed} of ${steps} (${percent(agreed, steps)})`);
  return finish(outcomes, agreed === steps);
}

function replay(file: RecordFile): ThemeOutcome | undefined {
  return FAMILIES.find(({ name }) => name === file.family)?.replay(file, values.show);
}

function finish(outcomes: readonly { file: RecordFile; outcome: ThemeOutcome | undefined }[], all: boolean): number {
  if (values.floor === undefined) return all ? 0 : 1;
  const floor = JSON.parse(readFileSync(values.floor, "utf8")) as AgreementFloor;
  const fallen = outcomes.flatMap(({ file, outcome }) => belowFloor(floor, file, outcome));
  const confined = values.family !== undefined || values.theme !== undefined || values.show !== undefined;
  if (!confined)
    fallen.push(
      ...missingThemes(
        floor,
        outcomes.map(({ file }) => file),
      ),
    );
  for (const line of fallen) console.error(line);
  return fallen.length === 0 ? 0 : 1;
}

function print({ family, theme }: RecordFile, outcome: ThemeOutcome | undefined): void {
  const name = `${family}/${theme}`.padEnd(36);
  if (outcome === undefined) {
    console.log(`${name} not replayed: no replay for this family yet`);
    return;
  }
  const { steps, agreed, notReplayed, differences } = outcome;
  console.log(`${name} agree ${agreed} of ${steps} (${percent(agreed, steps)})${needs(notReplayed)}`);
  if (values.summary) return;
  const shown = values.show === undefined ? DIFFERENCES_SHOWN : differences.length;
  for (const difference of differences.slice(0, shown)) console.log(differenceText(difference));
  if (differences.length > shown) console.log(`    … and ${differences.length - shown} more`);
}

function needs(notReplayed: ReadonlyMap<string, number>): string {
  if (notReplayed.size === 0) return "";
  const total = sum([...notReplayed.values()]);
  const parts = [...notReplayed].map(([need, count]) => `${need} ${count}`);
  return `; not replayed: ${total} (${parts.join(", ")})`;
}

function differenceText({ case: name, step, field, expected, actual }: Difference): string {
  return `    ${name} step ${step} ${field}\n      expected ${expected}\n      actual   ${actual}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "nothing to compare" : `${((100 * part) / whole).toFixed(2)} %`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

process.exitCode = main();
