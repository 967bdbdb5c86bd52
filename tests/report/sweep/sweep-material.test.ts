// What writers of a sweep's report work from.

import { describe, expect, it } from "vitest";

import { keptSweep } from "../../../src/report/sweep/kept-sweep.ts";
import { prepareSweep } from "../../../src/report/sweep/sweep-material.ts";

import { singleRunSweep } from "./made-sweep.ts";

describe("the material of a sweep's report", () => {
  it("holds the kept result, why nothing is drawn, the style and the script with their hashes", async () => {
    const material = await prepareSweep(singleRunSweep());
    expect(material.result).toEqual(keptSweep(singleRunSweep()));
    expect(material.kinds.every(({ charts, reason }) => charts.length === 0 && reason !== null)).toBe(true);
    expect(material.style.text).toContain("#pick-bar");
    for (const { source } of [material.style, material.script]) expect(source).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
  });
});
