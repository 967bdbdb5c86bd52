// What holds for all kinds of files of a report.

import { compile } from "vega-lite";
import type { TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";

import { MOST_DATA_ROWS } from "../../src/report/charts/chart.ts";
import { REPORT_WRITERS } from "../../src/report/report-writers.ts";

import { emptyResult } from "./empty-result.ts";
import { hostileResult } from "./hostile-result.ts";
import { unsafeCharacters } from "./markup-check.ts";
import { sampleMaterial } from "./sample-material.ts";
import { sampleResult } from "./sample-result.ts";

function filesOf(writer: string, make = sampleResult): readonly { path: string; content: string }[] {
  const found = REPORT_WRITERS.find(({ name }) => name === writer);
  return found?.files(sampleMaterial(make())) ?? [];
}

describe("the writers of a report", () => {
  it("are frozen, in order, each with a source", () => {
    expect(REPORT_WRITERS.map(({ name }) => name)).toEqual(["summary", "csv", "vega-lite", "svg", "html"]);
    expect(Object.isFrozen(REPORT_WRITERS)).toBe(true);
    for (const { source } of REPORT_WRITERS) expect(source.length).toBeGreaterThan(10);
  });

  it("give each file a plain name of its own", () => {
    const paths = REPORT_WRITERS.flatMap((writer) => writer.files(sampleMaterial(sampleResult()))).map(
      ({ path }) => path,
    );
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !/^[a-z][a-z-]*(?:\.[a-z]+)+$/.test(path))).toEqual([]);
  });
});

describe.each(REPORT_WRITERS)("the writer $name", (writer) => {
  it("gives the same files twice", () => {
    const material = sampleMaterial(sampleResult());
    expect(writer.files(material)).toEqual(writer.files(material));
  });

  it("holds no control character of a hostile name", () => {
    for (const { content } of writer.files(sampleMaterial(hostileResult())))
      expect(unsafeCharacters(content)).toEqual([]);
  });

  it("writes what there is of an empty result", () => {
    for (const { content } of writer.files(sampleMaterial(emptyResult()))) {
      expect(content).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});

describe("the summary", () => {
  it("is the result", () => {
    expect(JSON.parse(filesOf("summary")[0]!.content)).toEqual(sampleResult());
  });
});

describe("the Vega-Lite files", () => {
  it("are specifications that Vega-Lite compiles, with little enough inline data", () => {
    const files = filesOf("vega-lite");
    expect(files).toHaveLength(6);
    for (const { content } of files) {
      const spec = JSON.parse(content) as TopLevelSpec & { readonly data: { readonly values: readonly unknown[] } };
      expect(spec.data.values.length).toBeLessThanOrEqual(MOST_DATA_ROWS);
      expect(compile(spec).spec.marks?.length).toBeGreaterThan(0);
    }
  });
});
