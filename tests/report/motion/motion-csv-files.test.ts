// CSV files of a run in motion.

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

import { csvText } from "../../../src/report/csv/csv-text.ts";
import { MOTION_CSV_FILES } from "../../../src/report/motion/motion-csv-files.ts";

import { HOSTILE } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";
import { resultInMotion } from "./sample-motion.ts";

const ROWS: Readonly<Record<string, number>> = {
  availability: 3,
  outages: 4,
  rollouts: 2,
  jobs: 2,
  messages: 12,
  events: 3,
};

describe.each(MOTION_CSV_FILES)("$name.csv", (file) => {
  it("parses back to as many rows and cells as went in", () => {
    const table = file.table(resultInMotion());
    const read = parse(csvText(table));
    expect(read[0]).toEqual(table.header);
    expect(read).toHaveLength(1 + ROWS[file.name]!);
  });

  it("has a header alone where no controllers ran", () => {
    expect(file.table(sampleResult()).rows).toEqual([]);
  });

  it("names the unit of each column of amounts", () => {
    const amounts = file.table(resultInMotion()).header.filter((column) => /seconds|missing/.test(column));
    expect(amounts.filter((column) => !column.endsWith("_seconds"))).toEqual([]);
  });
});

function tableOf(name: string, result = resultInMotion()): readonly (readonly unknown[])[] {
  return MOTION_CSV_FILES.find((file) => file.name === name)!.table(result).rows;
}

it("an outage or a rollout that is not over has no end", () => {
  expect(tableOf("outages").at(-1)).toEqual(["Deployment", "shop", "web", 795.2, null, 18, "no-room"]);
  expect(tableOf("rollouts").at(-1)).toEqual(["Deployment", "shop", "web", 700, null, null, false, 18, true]);
});

it("messages stand in order of time, the unfinished at the end of the run", () => {
  expect(tableOf("messages").at(-1)).toEqual([
    815.2,
    "unfinished",
    "drain",
    expect.stringContaining("node/c-1"),
    "scenarios/motion.yaml",
    16,
    1,
    815.2,
  ]);
  const moments = tableOf("messages").map(([at]) => Number(at));
  expect(moments).toEqual(moments.toSorted((left, right) => left - right));
});

it("hostile words do no harm", () => {
  const { motion, ...result } = resultInMotion();
  const event = { ...motion!.chronicle.events[0]!, message: HOSTILE, object: HOSTILE };
  const hostile = { ...result, motion: { ...motion!, chronicle: { ...motion!.chronicle, events: [event] } } };
  const text = csvText({ header: ["a"], rows: tableOf("events", hostile) as string[][] });
  expect(unsafeCharacters(text)).toEqual([]);
});
