// What holds for all kinds of files of a sweep's report.

import { describe, expect, it } from "vitest";

import { SWEEP_WRITERS } from "../../../src/report/sweep/sweep-writers.ts";

import { unsafeCharacters } from "../markup-check.ts";
import { madeMaterial } from "./made-material.ts";
import { brokenSweep, drawnSweep, hostileSweep, madeSweep, singleRunSweep } from "./made-sweep.ts";

describe("the writers of a sweep's report", () => {
  it("are frozen, in order, each with a source", () => {
    expect(Object.isFrozen(SWEEP_WRITERS)).toBe(true);
    for (const { source } of SWEEP_WRITERS) expect(source.length).toBeGreaterThan(10);
  });

  it.each([madeSweep(), singleRunSweep(), brokenSweep(), drawnSweep(5, 2), hostileSweep()])(
    "give each file a plain name of its own",
    (sweep) => {
      const paths = SWEEP_WRITERS.flatMap((writer) => writer.files(madeMaterial(sweep))).map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      expect(paths.filter((path) => !/^[a-z0-9][a-z0-9-]*(?:\.[a-z]+)+$/.test(path))).toEqual([]);
      expect(paths).toContain("sweep.json");
      expect(paths.at(-1)).toBe("report.html");
    },
  );
});

describe.each(SWEEP_WRITERS)("the writer $name", (writer) => {
  it("gives the same files twice", () => {
    const material = madeMaterial(madeSweep());
    expect(writer.files(material)).toEqual(writer.files(material));
  });

  it("holds no control character of a hostile name", () => {
    const files = writer.files(madeMaterial(hostileSweep()));
    const texts = files.flatMap(({ content }) => (typeof content === "string" ? [content] : []));
    expect(texts.flatMap(unsafeCharacters)).toEqual([]);
  });
});
