// Options of commands with many runs, right and wrong.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { readIndifference, readPrecision, readReplications, readWorkers } from "../../src/cli/experiment-options.ts";

function read<Value>(reading: (sink: DiagnosticSink) => Value): readonly [Value, ...string[]] {
  const sink = new DiagnosticSink();
  const value = reading(sink);
  return [value, ...sink.all.map(({ message, expected }) => `${message}; ${expected}`)];
}

describe("the number of workers", () => {
  it("is that of the processors if nothing is said", () => {
    expect(read((sink) => readWorkers(undefined, 6, sink))).toEqual([6]);
    expect(read((sink) => readWorkers("12", 6, sink))).toEqual([12]);
  });

  it.each(["0", "-1", "1.5", "1e3", "", "many", "1000000", "99999999999999999999"])("is not %j", (text) => {
    expect(read((sink) => readWorkers(text, 6, sink))).toEqual([
      1,
      `--workers: ${JSON.stringify(text)} is no such number; a whole number from 1 to 512`,
    ]);
  });
});

it("replications are counted, or left to the scenario", () => {
  expect(read((sink) => readReplications(undefined, sink))).toEqual([null]);
  expect(read((sink) => readReplications("30", sink))).toEqual([30]);
  expect(read((sink) => readReplications("0", sink))).toHaveLength(2);
});

describe("a precision", () => {
  it.each([
    ["5%", 0.05],
    ["0.05", 0.05],
    [".5", 0.5],
    ["12.5 %", 0.125],
  ])("may be written %j", (text, share) => {
    expect(read((sink) => readPrecision(text, sink))).toEqual([share]);
  });

  it.each(["0", "0%", "100%", "1", "5 percent", "-5%", ""])("is not %j", (text) => {
    const [share, told] = read((sink) => readPrecision(text, sink));
    expect(share).toBeNull();
    expect(told).toContain("is no share of a mean; more than 0% and less than 100%, such as 5%");
  });

  it("may be left out", () => {
    expect(read((sink) => readPrecision(undefined, sink))).toEqual([null]);
  });
});

it("what does not matter is a share too, and may be nothing", () => {
  expect(read((sink) => readIndifference(undefined, sink))).toEqual([0]);
  expect(read((sink) => readIndifference("0%", sink))).toEqual([0]);
  expect(read((sink) => readIndifference("1%", sink))).toEqual([0.01]);
  expect(read((sink) => readIndifference("100%", sink))).toHaveLength(2);
});
