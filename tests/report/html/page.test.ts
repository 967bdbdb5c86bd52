// The page as a whole: one self-contained, well-formed, safe file of bounded size.

import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { reportPage } from "../../../src/report/html/page.ts";
import { prepareReport } from "../../../src/report/report-material.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { elementsOf, unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

async function pageOf(result: SimulationResult): Promise<string> {
  return reportPage(await prepareReport(result));
}

const page = await pageOf(sampleResult());

const ATTRIBUTES = new Set(
  (
    "aria-hidden aria-label aria-labelledby aria-roledescription charset class content cx cy d display fill font-family font-size font-weight height " +
    "href http-equiv id lang name opacity pointer-events preserveAspectRatio r role scope stroke stroke-dasharray " +
    "stroke-linejoin stroke-miterlimit stroke-opacity stroke-width tabindex text-anchor transform version viewBox " +
    "width x x2 xmlns xmlns:xlink y y2"
  ).split(" "),
);

const ELEMENTS = new Set(
  (
    "a body caption circle code dd div dl dt figcaption figure footer g h1 h2 h3 h4 head header html li line main meta " +
    "nav ol p path pre rect section small span strong svg table tbody td text th thead title tr wbr"
  ).split(" "),
);

describe("the page", () => {
  it("is smaller than a megabyte, and a third of that for a cluster of 1,523 nodes", () => {
    expect(page.length).toBeLessThan(350_000);
  });

  it("shows its sections in the order in which a planner asks", () => {
    const ids = [...page.matchAll(/<section id="(\w+)"/g)].map((match) => match[1]);
    expect(ids).toEqual(["verdict", "limits", "latency", "utilisation", "failures", "trust", "reproduce"]);
  });

  it("links its contents and its skip link to what is there", () => {
    const targets = new Set(elementsOf(page).flatMap(({ attributes }) => attributes["id"] ?? []));
    const links = elementsOf(page).filter(({ name }) => name === "a");
    expect(links).toHaveLength(8);
    for (const link of links) expect(targets).toContain(link.attributes["href"]?.slice(1));
  });

  it("has each identifier once, and a heading for each section", () => {
    const ids = elementsOf(page).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const labels = elementsOf(page).flatMap(({ attributes }) => attributes["aria-labelledby"] ?? []);
    expect(labels.filter((label) => !ids.includes(label))).toEqual([]);
  });

  it("lets in its own style by hash, and nothing else", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy?.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it("requests nothing: no address but the names of XML's own vocabularies", () => {
    const addresses = [...page.matchAll(/\b(?:https?:)?\/\/[^\s"'<>]+/g)].map((match) => match[0]);
    expect(new Set(addresses)).toEqual(new Set(["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]));
  });

  it("is for phones and dark screens too", () => {
    expect(page).toMatch(/<meta name="viewport" content="width=device-width, initial-scale=1" ?\/?>/);
    expect(page).toMatch(/<meta name="color-scheme" content="light dark" ?\/?>/);
  });

  it("is the same again", async () => {
    expect(await pageOf(sampleResult())).toBe(page);
  });

  it.each([
    ["full", sampleResult],
    ["empty", emptyResult],
    ["hostile", hostileResult],
  ])("is well-formed and holds only known elements and attributes for a %s result", async (_, make) => {
    const text = await pageOf(make());
    const elements = elementsOf(text);
    expect(elements.map(({ name }) => name).filter((name) => !ELEMENTS.has(name))).toEqual([]);
    const attributes = new Set(elements.flatMap((element) => Object.keys(element.attributes)));
    expect([...attributes].filter((name) => !ATTRIBUTES.has(name))).toEqual([]);
    expect(unsafeCharacters(text)).toEqual([]);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it("stays smaller than a megabyte for a result with far too much of everything", async () => {
    const sample = sampleResult();
    const many = <T>(list: readonly T[], count: number): T[] =>
      Array.from({ length: count }, (_, index) => list[index % list.length]!);
    const [cluster, pool] = sample.utilisation;
    const resources = Array.from({ length: 80 }, (_, index) => ({
      ...cluster!.resources[0]!,
      resource: `example.com/${"long-".repeat(20)}${index}`,
    }));
    const much = {
      ...sample,
      thresholds: many(sample.thresholds, 5_000),
      limits: many(sample.limits, 5_000),
      utilisation: [{ ...cluster!, resources }, ...many([{ ...pool!, resources }], 2_000)],
      stranded: many(sample.stranded, 500),
      fragmentation: many(sample.fragmentation, 500),
      failures: many(sample.failures, 5_000),
      unplaced: many(sample.unplaced, 5_000),
      series: many(sample.series, 200),
      coefficients: many(sample.coefficients, 5_000),
      notes: many(sample.notes, 5_000),
    };
    expect((await pageOf(much)).length).toBeLessThan(1_000_000);
  });
});
