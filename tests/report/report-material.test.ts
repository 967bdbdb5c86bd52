// What writers work from.

import { describe, expect, it } from "vitest";

import { prepareReport } from "../../src/report/report-material.ts";

import { emptyResult } from "./empty-result.ts";

describe("the material of a report", () => {
  it("holds the result itself, its charts, and the style with its hash", async () => {
    const material = await prepareReport(emptyResult());
    expect(material.result).toEqual(emptyResult());
    expect(material.charts).toEqual([]);
    expect(material.style.text).toContain("@media print");
    expect(material.style.source).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
  });
});
