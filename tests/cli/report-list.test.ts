// The list of a report's own files.

import { describe, expect, it } from "vitest";

import { isPlainFileName, LIST_FILE, listedFiles, listText } from "../../src/cli/report-list.ts";

describe("the list of a report's files", () => {
  it("gives back what was put on it", () => {
    expect(listedFiles(listText(["b.csv", "a.vl.json"]))).toEqual(["a.vl.json", "b.csv"]);
  });

  it.each([undefined, "", "{", "[]", "null", '{"kind":"Other","files":["a"]}', '{"kind":"ReportFiles","files":7}'])(
    "is empty for %s",
    (text) => {
      expect(listedFiles(text)).toEqual([]);
    },
  );

  it("passes over names that lead out of the directory", () => {
    const text = '{"kind":"ReportFiles","files":["../a","/etc/passwd","..","a/b",".git",3,"ok.csv"]}';
    expect(listedFiles(text)).toEqual(["ok.csv"]);
  });

  it("is itself hidden, so that no file of a report can replace it", () => {
    expect(isPlainFileName(LIST_FILE)).toBe(false);
    expect(isPlainFileName("latency-cdf.vl.json")).toBe(true);
  });
});
