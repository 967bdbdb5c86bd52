// Recorded series played as load: real excerpts (their origin is in data/README.md), and all that can be wrong with a file.

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { RECORDED } from "../../../../src/environment/load/profiles/recorded.ts";

import { HOUR, pieces, profile, requestsUntil, SECOND } from "../profile-world.ts";

const SMALL = "time,rps\n0,10\n60,30\n120,20\n";

function excerpt(name: string): string {
  return readFileSync(new URL(`../data/${name}.csv`, import.meta.url), "utf8");
}

function play(text: string, options: Readonly<Record<string, unknown>> = {}, horizonUs?: number) {
  const around = { files: { "f.csv": text }, ...(horizonUs === undefined ? {} : { horizonUs }) };
  return profile(RECORDED, { file: "f.csv", ...options }, around);
}

describe("a recorded series", () => {
  it("holds each value until the next one, the last for the usual step and then as it is told", () => {
    expect(pieces(play(SMALL).path, 9)).toEqual(["0 10", "60 30", "120 20"]);
    expect(pieces(play(SMALL, { atEnd: "zero" }).path, 9)).toEqual(["0 10", "60 30", "120 20", "180 0"]);
    expect(pieces(play(SMALL, { atEnd: "loop" }).path, 5)).toEqual(["0 10", "60 30", "120 20", "180 10", "240 30"]);
  });

  it("can be scaled, and begin anywhere", () => {
    expect(pieces(play(SMALL, { scale: 2.5, skip: "90s" }).path, 9)).toEqual(["0 75", "30 50"]);
    expect(pieces(play(SMALL, { skip: "170s", atEnd: "loop" }).path, 3)).toEqual(["0 20", "10 10", "70 30"]);
  });

  it("goes in straight lines where it is told to, to the first value again where it loops", () => {
    const { path } = play(SMALL, { interpolation: "linear", resolution: "30s" });
    expect(pieces(path, 9)).toEqual(["0 15", "30 25", "60 27.5", "90 22.5", "120 20"]);
    const looped = play(SMALL, { interpolation: "linear", resolution: "30s", atEnd: "loop" });
    expect(pieces(looped.path, 7).slice(4)).toEqual(["120 17.5", "150 12.5", "180 15"]);
  });

  it("keeps its requests when it is averaged over longer steps", () => {
    const { path } = play(SMALL, { resolution: "100s", atEnd: "zero" });
    expect(pieces(path, 9)).toEqual(["0 18", "100 22.5", "180 0"]);
  });

  it("takes values as what they are said to be", () => {
    expect(pieces(play(SMALL, { values: "perMinute" }).path, 1)).toEqual(["0 0.166667"]);
    expect(pieces(play(SMALL, { values: "perHour" }).path, 1)).toEqual(["0 0.00277778"]);
    expect(pieces(play("t,n\n0,60\n30,60\n60,60\n", { values: "counts", atEnd: "zero" }).path, 3)).toEqual([
      "0 2",
      "90 0",
    ]);
  });

  it("takes the columns that are named, and the times in whatever form", () => {
    const text = "rps;x,when,latency\n1,2026-01-01T00:00:00+01:00,5\n2,2025-12-31T23:00:30Z,6\n";
    expect(pieces(play(text, { time: "when", column: "latency" }).path, 9)).toEqual(["0 5", "30 6"]);
  });
});

describe("counts of a load balancer (NAB)", () => {
  const text = excerpt("nab-elb-request-count");

  it("are rates of their five minutes", () => {
    const options = { values: "counts", gaps: "zero", atEnd: "zero" };
    const { path, told } = play(text, options);
    expect(told).toEqual([]);
    expect(pieces(play(text, options).path, 2)).toEqual(["0 0.266667", "300 0.486667"]);
    const counted = text
      .trim()
      .split("\n")
      .slice(1)
      .reduce((sum, line) => sum + Number(line.split(",")[1]), 0);
    expect(requestsUntil(path, 3 * HOUR)).toBeCloseTo(counted, 6);
  });

  it("have a gap, which is told unless somebody says what was in it", () => {
    expect(play(text, { values: "counts" }).told).toEqual([
      "series-gap f.csv:11:1: a gap: from 2014-04-10 11:29:00 to 2014-04-10 11:39:00 are 600 s, where 300 s are usual",
    ]);
    expect(play(text, { values: "counts", skip: "1h" }).told).toEqual([]);
    const around = (gaps: string) =>
      pieces(play(text, { values: "counts", gaps, resolution: "150s" }).path, 30, 3_300 * SECOND);
    expect(around("hold").filter((piece) => /^(2[4-9]|30)\d\d /.test(piece))).toEqual(["2400 0.02", "3000 0.263333"]);
    expect(around("zero").filter((piece) => /^(2[4-9]|30)\d\d /.test(piece))).toEqual([
      "2400 0.02",
      "2700 0",
      "3000 0.263333",
    ]);
    expect(around("linear").filter((piece) => /^(2[4-9]|30)\d\d /.test(piece))).toEqual([
      "2400 0.02",
      "2700 0.0808333",
      "2850 0.2025",
      "3000 0.263333",
    ]);
  });
});

describe("passengers of a city (NAB)", () => {
  it("are a day of half hours", () => {
    const { path, told } = play(excerpt("nab-nyc-taxi"), { values: "counts", scale: 10 }, 12 * HOUR);
    expect(told).toEqual([]);
    expect(pieces(path, 2)).toEqual(["0 60.2444", "1800 45.15"]);
  });
});

describe("latencies over the night when clocks are put on (NAB)", () => {
  it("are refused for their times, the first three by themselves", () => {
    expect(play(excerpt("nab-ec2-latency")).told).toEqual([
      "duplicate-time f.csv:11:1: the time 2014-03-09 03:00:00 is there twice",
      "duplicate-time f.csv:12:1: the time 2014-03-09 03:00:00 is there twice",
      "duplicate-time f.csv:13:1: the time 2014-03-09 03:00:00 is there twice",
      "duplicate-time f.csv:21:1: 8 more of this kind (duplicate-time), the last one here",
    ]);
  });
});

describe("times of requests (Azure)", () => {
  const text = excerpt("azure-llm-code");

  it("are counted in steps", () => {
    const { path, told } = play(text, { values: "requests", resolution: "10s", atEnd: "zero" });
    expect(told).toEqual([]);
    expect(requestsUntil(path, HOUR)).toBeCloseTo(120, 6);
  });

  it("are counted in quarters of a minute where nobody says, and may be alike", () => {
    const { path } = play("at\n0\n0\n14\n15\n", { values: "requests", scale: 3, atEnd: "zero" });
    expect(pieces(path, 9)).toEqual(["0 0.6", "15 0.2", "30 0"]);
  });

  it("need no values, and where values are asked for their column must be named", () => {
    expect(play(text, {}).told).toEqual(["missing-column file: file: f.csv has 2 columns of values"]);
    expect(play("t,v\n0,1\n1,2\n", { values: "requests", column: "v" }).told).toEqual([
      "wrong-value column: column: requests have no values",
    ]);
  });
});

describe("Prometheus' answer", () => {
  it("is told from a CSV file by its first character", () => {
    const text = '{"data":{"resultType":"matrix","result":[{"metric":{},"values":[[60,"1"],[90,"2.5"],[120,"0"]]}]}}';
    expect(pieces(play(text, { atEnd: "zero" }).path, 9)).toEqual(["0 1", "30 2.5", "60 0"]);
  });

  it("has labels and no columns, and no requests", () => {
    const text = '{"data":{"resultType":"matrix","result":[{"metric":{},"values":[[60,"1"],[90,"2.5"]]}]}}';
    expect(play(text, { time: "t", values: "requests" }).told.slice(0, 2)).toEqual([
      "wrong-value time: time: Prometheus' answers have no columns",
      "wrong-value values: values: Prometheus' answers hold no requests",
    ]);
    expect(play(SMALL, { series: { a: "b" } }).told).toEqual(["wrong-value series: series: CSV files have no labels"]);
  });
});

describe("a file that cannot be played", () => {
  it.each([
    ["", ["empty-file file: file: f.csv is empty"]],
    ["time,rps\n", ["too-few-points f.csv:1:1: f.csv has 0 points"]],
    ["time,rps\n0,5\n", ["too-few-points f.csv:1:1: f.csv has one point"]],
    ["0,5\n60,5\n", ["missing-header f.csv:1:1: the file begins with 0, which is no name of a column"]],
    ["time,rps\n60,5\n0,5\n", ["unsorted-times f.csv:3:1: 0 comes before 60, which stands above it"]],
    ["time,rps\n0,5\n60,-1\n", ["negative-rate f.csv:3:4: rps: -1 is negative"]],
    ["time,rps\n0,5\n60,nan\n", ['not-a-number f.csv:3:4: rps: "nan" is no number']],
    ["time,rps\n0,5\n60,\n", ["not-a-number f.csv:3:4: rps: there is nothing"]],
    ["time,rps\n0,5\n60,80%\n", ['wrong-type f.csv:3:4: rps: "80%" is no number']],
    ["time,rps\n0,5\n60,2e12\n", ["out-of-range f.csv:3:4: rps: 2e12 is out of range"]],
    ["time,rps\nnoon,5\n60,5\n", ['wrong-time f.csv:2:1: time: "noon" is no time']],
    [
      "time,rps\n2026-01-01 00:00,5\n2026-01-01T00:01Z,5\n",
      ["mixed-times f.csv:3:1: time: 2026-01-01T00:01Z is a date with a zone, where others are a date without a zone"],
    ],
    ["time;rps\n0;5\n60;5\n", ["missing-column file: file: f.csv has no column of values beside time;rps"]],
    [
      "time,rps\n0,5,1\n60,5\n",
      ["ragged-row f.csv:2:1: the line has 3 cells", "too-few-points f.csv:1:1: f.csv has one point"],
    ],
  ])("is told with its place: %j", (text, told) => {
    expect(play(text).told).toEqual(told);
  });

  it("may lack the columns that are named", () => {
    expect(play(SMALL, { time: "tine", column: "rsp" }).told).toEqual([
      "missing-column time: time: f.csv has no column tine",
      "missing-column column: column: f.csv has no column rsp",
    ]);
  });

  it("may end before the run does, unless somebody says what comes then", () => {
    expect(play(SMALL, {}, 200 * SECOND).told).toEqual([
      "series-too-short file: file: f.csv ends after 180s, before the run does (200s)",
    ]);
    expect(play(SMALL, { skip: "60s" }, 130 * SECOND).told).toHaveLength(1);
    expect(play(SMALL, { skip: "60s" }, 120 * SECOND).told).toEqual([]);
    expect(play(SMALL, { atEnd: "hold" }, HOUR).told).toEqual([]);
  });

  it("may be multiplied out of range", () => {
    expect(play("t,v\n0,900000000\n60,1\n", { scale: 2 }).told).toEqual([
      "out-of-range scale: scale: 2 comes to 1800000000 requests a second",
    ]);
  });

  it("may be skipped as a whole", () => {
    expect(play(SMALL, { skip: "3m" }).told).toEqual([
      "out-of-range skip: skip: 3m is as long as the series, or longer",
    ]);
  });

  it("gives a path all the same, so that other mistakes are found in the same run", () => {
    expect(pieces(play("").path, 3)).toEqual(["0 0"]);
    expect(pieces(profile(RECORDED, { file: "none.csv" }).path, 3)).toEqual(["0 0"]);
  });
});
