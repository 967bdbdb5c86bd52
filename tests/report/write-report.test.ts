// A report through its port, into memory.

import { describe, expect, it } from "vitest";

import type { ReportDirectory } from "../../src/report/write-report.ts";
import { reportFiles, writeReport } from "../../src/report/write-report.ts";

import { emptyResult } from "./empty-result.ts";
import { sampleResult } from "./sample-result.ts";

/** A directory in memory that takes `room` files and then is full. */
function memoryDirectory(room: number): ReportDirectory & { readonly files: Map<string, string | Uint8Array> } {
  const files = new Map<string, string | Uint8Array>();
  return {
    files,
    write: (path, content) => {
      if (files.size >= room) return Promise.reject(new Error("full"));
      files.set(path, content);
      return Promise.resolve();
    },
  };
}

describe("writing a report", () => {
  it("writes every file once, and says which", async () => {
    const directory = memoryDirectory(100);
    const paths = await writeReport(sampleResult(), directory);
    expect([...directory.files.keys()]).toEqual(paths);
    for (const path of ["summary.json", "report.html", "nodes.csv", "latency-cdf.svg", "latency-cdf.vl.json"]) {
      expect(paths).toContain(path);
    }
  });

  it("gives the same bytes again", async () => {
    expect(await reportFiles(sampleResult())).toEqual(await reportFiles(sampleResult()));
  });

  it("stops at the first file that the directory refuses", async () => {
    const directory = memoryDirectory(2);
    await expect(writeReport(emptyResult(), directory)).rejects.toThrow("full");
    expect(directory.files.size).toBe(2);
  });
});
