// JSON, YAML and CSV on standard output.

import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

import { CSV_FORMAT, JSON_FORMAT, YAML_FORMAT } from "../../../src/report/text/data-formats.ts";
import { resultJson } from "../../../src/report/text/result-json.ts";
import { resultYaml } from "../../../src/report/text/result-yaml.ts";

import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { GPU } from "../sample-nodes.ts";
import { sampleResult } from "../sample-result.ts";

function csvRows(text: string): string[][] {
  return parse(text);
}

describe("formats for programs", () => {
  it("are the result itself as JSON and as YAML", () => {
    expect(JSON_FORMAT.render(sampleResult())).toBe(resultJson(sampleResult()));
    expect(YAML_FORMAT.render(sampleResult())).toBe(resultYaml(sampleResult()));
  });

  it("are one tidy table of figures as CSV", () => {
    const [header, ...rows] = csvRows(CSV_FORMAT.render(sampleResult()));
    expect(header).toEqual(["section", "subject", "resource", "quantity", "value", "value_unit"]);
    expect(rows).toContainEqual(["pods", "", "", "pending", "53", "pods"]);
    expect(rows).toContainEqual(["cluster", "cluster", GPU, "allocatable", "6210000", "count"]);
    expect(rows).toContainEqual(["latency", "cycle", "", "count", "8099", "pods"]);
    expect(rows).toContainEqual(["verdict", "openb", "", "outcome", "failed", ""]);
  });

  it("hold no control character and no formula of a hostile name as CSV", () => {
    const text = CSV_FORMAT.render(hostileResult());
    expect(unsafeCharacters(text)).toEqual([]);
    expect(
      csvRows(text)
        .flat()
        .filter((cell) => /^[=+@]/.test(cell)),
    ).toEqual([]);
  });
});
