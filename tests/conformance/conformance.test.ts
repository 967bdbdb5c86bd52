// The replay of recorded decisions: the sample agrees in every step, and the command that replays records sees
// differences, lists what it cannot replay, and holds the floor of agreement.json.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, it } from "vitest";

import { FAMILIES } from "./families.ts";
import type { Family } from "./family.ts";
import { belowFloor, missingThemes, type AgreementFloor } from "./floor.ts";
import { OPERATIONS } from "./model/operations.ts";
import { modelFamily } from "./model/replay.ts";
import { findRecordFiles, readRecords, type RecordFile } from "./record-file.ts";
import type { ExpectedStep, SchedulingRecord } from "./scheduling/record.ts";
import { schedulingFamily } from "./scheduling/replay.ts";

/** A line of the pure rules' files. */
interface ModelRecord {
  readonly case: string;
  readonly input: { readonly op: string };
  readonly expected: Readonly<Record<string, unknown>>;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const SAMPLE = join(HERE, "records");
const FILES = findRecordFiles([SAMPLE]);
const THEMES = [
  "fit",
  "strategies",
  "node-affinity",
  "taints",
  "volumes",
  "ports",
  "images",
  "gates-names",
  "sampling",
  "interpod",
  "spread",
  "preemption",
  "profiles",
  "mixed",
];
const FLOOR = JSON.parse(readFileSync(join(HERE, "agreement.json"), "utf8")) as AgreementFloor;

const scratch = mkdtempSync(join(tmpdir(), "plimsoll-conformance-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs the command as `npm run conformance` does. */
function conformance(...args: readonly string[]) {
  const child = spawnSync(process.execPath, ["--import", "tsx", join(HERE, "cli.ts"), ...args], { encoding: "utf8" });
  return { exitCode: child.status, stdout: child.stdout, stderr: child.stderr };
}

function familyOf({ family }: RecordFile): Family {
  return FAMILIES.find(({ name }) => name === family)!;
}

function sampleOf(theme: string): readonly SchedulingRecord[] {
  return readRecords(join(SAMPLE, "scheduling", `${theme}.jsonl`)) as readonly SchedulingRecord[];
}

/** Writes records as a file of their own; every call makes a new folder. */
function plant(family: string, theme: string, records: readonly unknown[]): RecordFile {
  const folder = join(mkdtempSync(join(scratch, "planted-")), family);
  mkdirSync(folder);
  const path = join(folder, `${theme}.jsonl`);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  return { path, family, theme };
}

/** The record with one of its expected steps changed. */
function withStep(record: SchedulingRecord, index: number, change: (step: ExpectedStep) => ExpectedStep) {
  const steps = record.expected.steps.map((step, at) => (at === index ? change(step) : step));
  return { ...record, expected: { ...record.expected, steps } };
}

/** The case with the last word of the first message changed: one field of one step differs. */
function wrongMessage(): { record: SchedulingRecord; step: number; steps: number } {
  const withMessage = ({ message }: ExpectedStep) => message !== undefined;
  const record = sampleOf("gates-names").find(({ expected }) => expected.steps.some(withMessage))!;
  const step = record.expected.steps.findIndex(withMessage);
  const wrong = withStep(record, step, (expected) => ({ ...expected, message: `${expected.message} or so` }));
  return { record: wrong, step, steps: record.expected.steps.length };
}

describe("the sample of records", () => {
  it("holds each theme of scheduling at the four versions", () => {
    const names = THEMES.flatMap((theme) => [theme, ...["1.33", "1.34", "1.35"].map((minor) => `${theme}-${minor}`)]);
    const found = FILES.filter(({ family }) => family === "scheduling").map(({ theme }) => theme);
    expect(found.toSorted()).toEqual(names.toSorted());
  });

  it("holds every file of the pure rules, and of each every operation", () => {
    const found = FILES.filter(({ family }) => family === "model");
    expect(found.map(({ theme }) => theme).toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
    for (const { path, theme } of found) {
      const recorded = new Set((readRecords(path) as readonly ModelRecord[]).map(({ input }) => input.op));
      expect([...recorded].toSorted(), theme).toEqual(Object.keys(OPERATIONS[theme]!).toSorted());
    }
  });

  it.each(FILES)("$family/$theme agrees in every step", (file) => {
    const { steps, agreed, differences, notReplayed } = familyOf(file).replay(file, undefined);
    expect(differences).toEqual([]);
    expect(agreed).toBe(steps);
    expect(steps).toBeGreaterThanOrEqual(file.family === "scheduling" ? 20 : 10);
    expect([...notReplayed]).toEqual([]);
  });
});

describe("a replayed rule", () => {
  /** The last answer of each operation in the sample. */
  const answers = FILES.filter(({ family }) => family === "model").flatMap(({ path, theme }) => {
    const byOperation = new Map(
      (readRecords(path) as readonly ModelRecord[]).map((record) => [record.input.op, record]),
    );
    return [...byOperation].map(([op, record]) => ({ theme, op, record }));
  });

  it.each(answers)("$theme $op differs if the recorded answer were another", ({ theme, record }) => {
    const wrong = { ...record, expected: { ...record.expected, anotherAnswer: true } };
    const { steps, agreed } = modelFamily.replay(plant("model", theme, [wrong]), undefined);
    expect([steps, agreed]).toEqual([1, 0]);
  });
});

describe("a replayed step", () => {
  /** Whose attempt it is, what preemption looked at on its way, and what `triedFirst` means. */
  const NOT_COMPARED = ["pod", "preemption", "hint"];

  /** A value of the same kind that is not the recorded one. */
  function otherThan(value: unknown): unknown {
    if (typeof value === "number") return value + 1;
    if (typeof value === "string") return `${value}x`;
    if (Array.isArray(value)) return value.length === 0 ? ["x"] : value.slice(1);
    const [[key, inner] = ["x", 0], ...rest] = Object.entries(value as Record<string, unknown>);
    return Object.fromEntries([[key, otherThan(inner)], ...rest]);
  }

  /** Another node of the cluster: the replay takes over what the record says. */
  function otherNode({ input }: SchedulingRecord, { node }: ExpectedStep): string {
    const names = input.objects.filter(({ kind }) => kind === "Node").map(({ metadata }) => metadata.name);
    return names.find((name) => name !== node)!;
  }

  /** The first step of the sample that has a field, by field. */
  function stepsByField(): ReadonlyMap<string, { readonly record: SchedulingRecord; readonly step: number }> {
    const found = new Map<string, { record: SchedulingRecord; step: number }>();
    for (const record of THEMES.flatMap(sampleOf)) {
      for (const [step, expected] of record.expected.steps.entries()) {
        for (const field of Object.keys(expected)) if (!found.has(field)) found.set(field, { record, step });
      }
    }
    return found;
  }

  const recorded = stepsByField();
  const compared = [...recorded.keys()].filter((field) => !NOT_COMPARED.includes(field));

  it("is compared in what decides: node, search, scores and words", () => {
    expect(compared).toEqual(
      expect.arrayContaining(["result", "node", "path", "start", "visited", "evaluated", "feasible", "feasibleNodes"]),
    );
    expect(compared).toEqual(expect.arrayContaining(["rejected", "scores", "totals", "best", "message", "preFilter"]));
  });

  it.each(compared)("differs if the record's %s were another", (field) => {
    const { record, step } = recorded.get(field)!;
    const wrong = withStep(record, step, (expected) => ({
      ...expected,
      [field]: field === "node" ? otherNode(record, expected) : otherThan(expected[field as keyof ExpectedStep]),
    }));
    const { differences } = schedulingFamily.replay(plant("scheduling", "planted", [wrong]), undefined);
    expect(differences.map((difference) => difference.step)).toContain(step);
  });
});

describe("the conformance command", () => {
  it("prints a line for each theme and the sum, and exits 0 if all agree", () => {
    const { exitCode, stdout } = conformance(SAMPLE, "--theme", "fit", "--theme", "fit-1.33", "--summary");
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^scheduling\/fit-1\.33 +agree (\d+) of \1 \(100\.00 %\)$/);
    expect(lines[1]).toMatch(/^scheduling\/fit +agree (\d+) of \1 \(100\.00 %\)$/);
    expect(lines[2]).toMatch(/^all replayed: agree (\d+) of \1 \(100\.00 %\)$/);
    expect(exitCode).toBe(0);
  });

  it("exits 1 and shows case, step, field and both values if one step differs", () => {
    const { record, step, steps } = wrongMessage();
    const { path } = plant("scheduling", "gates-names", [record]);
    const { exitCode, stdout } = conformance(path);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`agree ${steps - 1} of ${steps} `);
    expect(stdout).toContain(`${record.case} step ${step} message\n      expected `);
    expect(stdout).toMatch(/expected ".* or so"\n {6}actual {3}"/);
  });

  it("shows one case with --show, at every version of its theme", () => {
    const name = sampleOf("fit")[1]!.case;
    const { exitCode, stdout } = conformance(SAMPLE, "--show", name);
    const lines = stdout.trimEnd().split("\n");
    const themes = lines.slice(0, -1).map((line) => line.split(/ +/)[0]);
    expect(themes).toEqual(["fit-1.33", "fit-1.34", "fit-1.35", "fit"].map((theme) => `scheduling/${theme}`));
    expect(lines[3]).toContain(`agree ${sampleOf("fit")[1]!.expected.steps.length} of `);
    expect(exitCode).toBe(0);
  });

  it("lists families that it cannot replay, and does not count them", () => {
    const planted = plant("clairvoyance", "tomorrow", [{ case: "tomorrow/1", input: {}, expected: {} }]);
    const { exitCode, stdout } = conformance(planted.path, join(SAMPLE, "scheduling", "taints.jsonl"), "--summary");
    expect(stdout).toMatch(/^clairvoyance\/tomorrow +not replayed: no replay for this family yet$/m);
    expect(stdout).toMatch(/^scheduling\/taints +agree/m);
    expect(exitCode).toBe(0);
  });

  it("lists steps that need what is not simulated, by what they need", () => {
    const [record] = sampleOf("fit");
    const [first, ...rest] = record!.input.steps;
    const spec = { ...first!.create!.spec, schedulingGroup: { podGroupName: "ring" } };
    const grouped = {
      ...record!,
      input: { ...record!.input, steps: [{ ...first!, create: { ...first!.create!, spec } }, ...rest] },
    };
    const steps = record!.expected.steps.length;
    const { exitCode, stdout } = conformance(plant("scheduling", "fit", [grouped]).path, "--summary");
    expect(stdout).toContain(`agree 0 of 0 (nothing to compare); not replayed: ${steps} (pod groups ${steps})`);
    expect(exitCode).toBe(0);
  });

  it("exits 2 without records", () => {
    const { exitCode, stderr } = conformance();
    expect(exitCode).toBe(2);
    expect(stderr).toContain("usage:");
    expect(conformance(SAMPLE, "--family", "clairvoyance")).toMatchObject({
      exitCode: 2,
      stderr: "no record files there\n",
    });
  });

  it("exits 1 and says which theme fell below the floor", () => {
    const { record, steps } = wrongMessage();
    const { path } = plant("scheduling", "gates-names", [record]);
    const floor = join(scratch, "floor.json");
    writeFileSync(floor, JSON.stringify({ "scheduling/gates-names": { agree: steps, replayed: steps } }));
    const { exitCode, stderr } = conformance(path, "--summary", "--floor", floor);
    expect(stderr).toBe(
      `scheduling/gates-names: agrees in ${steps - 1} of ${steps} steps; it was ${steps} of ${steps}\n`,
    );
    expect(exitCode).toBe(1);
  });
});

describe("the floor", () => {
  const file = { path: "", family: "scheduling", theme: "fit" };
  const outcome = (agreed: number, steps: number) => ({ agreed, steps, notReplayed: new Map(), differences: [] });
  const floor = { "scheduling/fit": { agree: 90, replayed: 90 } };

  it.each([
    ["as many agree as before", outcome(90, 90), 0],
    ["more are replayed and all agree", outcome(120, 120), 0],
    ["fewer are replayed, though all of them agree", outcome(80, 80), 1],
    ["one of those replayed anew does not agree", outcome(119, 120), 1],
    ["one that agreed does not any more", outcome(89, 90), 1],
    ["the family is not replayed any more", undefined, 1],
  ])("judges when %s", (_when, found, complaints) => {
    expect(belowFloor(floor, file, found)).toHaveLength(complaints);
  });

  it("asks of themes that it does not hold yet that all they replay agrees", () => {
    expect(belowFloor(floor, { ...file, theme: "volumes" }, outcome(2, 2))).toEqual([]);
    expect(belowFloor(floor, { ...file, theme: "volumes" }, undefined)).toEqual([]);
    expect(belowFloor(floor, { ...file, theme: "volumes" }, outcome(1, 2))).toHaveLength(1);
  });

  it("of the project holds every theme of the sample at 100 %, with no fewer steps than the sample has", () => {
    for (const { family, theme, path } of FILES) {
      const steps = (readRecords(path) as readonly SchedulingRecord[]).flatMap(({ expected }) => expected.steps).length;
      expect(FLOOR[`${family}/${theme}`]?.replayed, theme).toBeGreaterThanOrEqual(steps);
    }
    for (const [theme, { agree, replayed }] of Object.entries(FLOOR)) expect(agree, theme).toBe(replayed);
  });

  it("of the project names only families that can be replayed", () => {
    const families = new Set(FAMILIES.map(({ name }) => name));
    for (const theme of Object.keys(FLOOR)) expect(families).toContain(theme.split("/")[0]);
  });

  it("names themes whose records have vanished", () => {
    expect(missingThemes(floor, [])).toEqual(["scheduling/fit: its records are not there any more"]);
    expect(missingThemes(floor, [{ path: "fit.jsonl", family: "scheduling", theme: "fit" }])).toEqual([]);
  });
});
