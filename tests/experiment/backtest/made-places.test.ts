// Mistakes in files that nobody could look at.

import { expect, it } from "vitest";

import { MadeFiles } from "../../../src/experiment/backtest/made-files.ts";
import { withoutMadePlaces } from "../../../src/experiment/backtest/made-places.ts";

import { MemoryFiles } from "../../scenario/memory-files.ts";

const files = new MadeFiles(new MemoryFiles({}));
files.put("made.yaml", "");
const at = (file: string) => ({ file, line: 3, column: 1 });

it("mistakes in made files have no place, and speak of options", () => {
  const wrong = { code: "x", severity: "error", message: "column: there is no v", position: at("made.yaml") } as const;
  expect(withoutMadePlaces([{ ...wrong, path: "spec.load" }], files)).toEqual([
    { code: "x", severity: "error", message: "--column: there is no v" },
  ]);
});

it("remarks on made files are left out, and all that is said of others stays", () => {
  const remark = { code: "x", severity: "warning", message: "odd" } as const;
  const own = { ...remark, position: at("web.yaml") };
  expect(withoutMadePlaces([{ ...remark, position: at("made.yaml") }, own], files)).toEqual([own]);
});

it("what a series may leave out is said with the option", () => {
  const expected = "a number of 0 or more; leave out times without a measurement, and say gaps in the scenario";
  const [told] = withoutMadePlaces([{ code: "not-a-number", severity: "error", message: "m", expected }], files);
  expect(told!.expected).toBe(
    "a number of 0 or more; leave out times without a measurement, and give --gaps hold, --gaps zero or --gaps linear",
  );
});

it("what gaps may be is said as an option", () => {
  const expected = "the missing points, or gaps: hold, zero or linear in the scenario";
  const [told] = withoutMadePlaces([{ code: "x", severity: "error", message: "a gap", expected }], files);
  expect(told!.expected).toContain("--gaps hold");
});

it("labels of series are said as options", () => {
  const wrong = { code: "x", severity: "error", message: "series: two", position: at("made.yaml") } as const;
  const expected = "labels of one, under series: {job: web, zone: a} or {job: api}";
  const [told] = withoutMadePlaces([{ ...wrong, expected }], files);
  expect(told).toMatchObject({
    message: "--labels: two",
    expected: "--labels job=web --labels zone=a or --labels job=api",
  });
  const [misplaced] = withoutMadePlaces([{ ...wrong, expected: "series", suggestion: "series" }], files);
  expect(misplaced).toMatchObject({ expected: "--labels", suggestion: "--labels" });
});
