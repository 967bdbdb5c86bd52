// The replay of the workload controllers sees what differs, in each thing that it compares.

import { describe, expect, it } from "vitest";

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { readRecords } from "../record-file.ts";
import { missingControllers, replayCase } from "./case-replay.ts";
import { compareTimelines } from "./compare.ts";
import type { RecordedInstant, RecordedStep, WorkloadsRecord } from "./record.ts";

const RECORDS = join(dirname(fileURLToPath(import.meta.url)), "..", "records", "workloads");

function firstOf(theme: string): WorkloadsRecord {
  return (readRecords(join(RECORDS, `${theme}.jsonl`)) as readonly WorkloadsRecord[])[0]!;
}

const RECORD = firstOf("deployment");
const PLAYED = replayCase(RECORD);

/** The record with its first instant that has the part changed. */
function planted(
  has: (instant: RecordedInstant) => boolean,
  change: (instant: RecordedInstant) => RecordedInstant,
  sensitivity: WorkloadsRecord["expected"]["sensitivity"] = {},
): WorkloadsRecord {
  const { timeline } = RECORD.expected;
  const at = timeline.findIndex(has);
  return { ...RECORD, expected: { sensitivity, timeline: timeline.with(at, change(timeline[at]!)) } };
}

function fieldsOf(record: WorkloadsRecord, played: readonly RecordedInstant[] = PLAYED): readonly string[] {
  return compareTimelines(record, played).map(({ field }) => field.replace(/^\d+ µs /, ""));
}

function withStep(instant: RecordedInstant, change: (step: RecordedStep) => RecordedStep): RecordedInstant {
  return { ...instant, steps: instant.steps!.map((step, at) => (at === 0 ? change(step) : step)) };
}

describe("a replayed case", () => {
  it("agrees with its record", () => {
    expect(fieldsOf(RECORD)).toEqual([]);
  });

  it("differs in a settled state, and is told only once", () => {
    const wrong = planted(
      ({ settled }) => settled?.pods !== undefined,
      (instant) => ({ ...instant, settled: { ...instant.settled, pods: { "ReplicaSet/other": { total: 1 } } } }),
    );
    const fields = fieldsOf(wrong);
    expect(fields).toContain("settled pods ReplicaSet/other");
    expect(fields.filter((field) => field === "settled pods ReplicaSet/other")).toHaveLength(1);
  });

  it("differs in a write", () => {
    const wrong = planted(
      ({ steps = [] }) => steps[0]?.writes?.[0]?.verb === "create",
      (instant) => withStep(instant, (step) => ({ ...step, writes: [{ ...step.writes![0]!, desired: "77" }] })),
    );
    expect(fieldsOf(wrong)).toEqual(["writes of deployment"]);
  });

  it("does not differ in statuses, conflicts and the number of syncs", () => {
    const wrong = planted(
      ({ steps = [] }) => steps.length > 1,
      (instant) => ({
        ...instant,
        steps: [
          ...instant.steps!,
          { by: "deployment", writes: [{ verb: "updateStatus", kind: "Deployment", name: "web" }] },
          { by: "deployment", writes: [{ verb: "update", kind: "ReplicaSet", name: "web-h1", error: "Conflict" }] },
        ],
      }),
    );
    expect(fieldsOf(wrong)).toEqual([]);
  });

  it("differs in an event", () => {
    const wrong = planted(
      ({ steps = [] }) => steps[0]?.events !== undefined,
      (instant) => withStep(instant, (step) => ({ ...step, events: [{ ...step.events![0]!, message: "else" }] })),
    );
    expect(fieldsOf(wrong)).toEqual(["events"]);
  });

  it("differs in what a user was answered", () => {
    const wrong = planted(
      ({ steps }) => steps !== undefined,
      (instant) => ({ ...instant, steps: [...instant.steps!, { by: "user", key: "evict web", result: "evicted" }] }),
    );
    expect(fieldsOf(wrong)).toEqual(["writes of user"]);
  });

  it("differs where something happens at another time", () => {
    const later = PLAYED.map((instant) => (instant.atUs === 0 ? instant : { ...instant, atUs: instant.atUs + 1 }));
    expect(fieldsOf(RECORD, later)).not.toEqual([]);
  });

  it("is held to its last state alone from where the order of turns decides", () => {
    const wrong = (sensitivity: WorkloadsRecord["expected"]["sensitivity"]) =>
      planted(
        ({ atUs, steps = [] }) => atUs > 0 && steps.some(({ events }) => events !== undefined),
        (instant) => ({ ...instant, steps: instant.steps!.map((step) => ({ ...step, events: [] })) }),
        sensitivity,
      );
    expect(fieldsOf(wrong({}))).toEqual(["events"]);
    expect(fieldsOf(wrong({ oneByOneDiffersFromUs: 1 }))).toEqual([]);
    expect(fieldsOf(RECORD, PLAYED.slice(0, 3))).not.toEqual([]);
  });
});

it("names controllers that are not there", () => {
  expect(missingControllers(RECORD)).toEqual([]);
  const input = { ...RECORD.input, controllers: ["deployment", "clairvoyant"] };
  expect(missingControllers({ ...RECORD, input })).toEqual(["clairvoyant"]);
});
