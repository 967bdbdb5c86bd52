// From a sweep to a directory of files, and from its data to the same files.

import { describe, expect, it } from "vitest";

import { readSweepJson } from "../../../src/report/sweep/sweep-json.ts";
import { sweepFiles, writeSweepReport } from "../../../src/report/sweep/write-sweep-report.ts";

import { nodesSweep } from "./made-sweep.ts";

const files = await sweepFiles(nodesSweep());

describe("writing the report of a sweep", () => {
  it("writes every file once, and says which", async () => {
    const written = new Map<string, string | Uint8Array>();
    const write = (path: string, content: string | Uint8Array): Promise<void> => {
      written.set(path, content);
      return Promise.resolve();
    };
    expect(await writeSweepReport(nodesSweep(), { write })).toEqual([...written.keys()]);
    expect([...written]).toEqual(files.map(({ path, content }) => [path, content]));
  });

  it("gives the same bytes from its own data alone", async () => {
    const data = files.find(({ path }) => path === "sweep.json")!.content as string;
    const read = readSweepJson(data);
    expect(read.kind === "sweep" && (await sweepFiles(read.result))).toEqual(files);
  });
});
