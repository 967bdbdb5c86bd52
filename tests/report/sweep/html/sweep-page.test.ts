// The page of a sweep as a whole: one self-contained, well-formed, safe file of bounded size.

import { createHash } from "node:crypto";
import { Script } from "node:vm";

import { describe, expect, it } from "vitest";

import { hashedText } from "../../../../src/report/report-material.ts";
import { PAGE_SCRIPT } from "../../../../src/report/sweep/html/page-script.data.ts";
import { sweepPage } from "../../../../src/report/sweep/html/sweep-page.ts";

import type { SweepResult } from "../../../../src/experiment/sweep-result.ts";

import { elementsOf, unsafeCharacters } from "../../markup-check.ts";
import { madeMaterial } from "../made-material.ts";
import { brokenSweep, drawnSweep, hostileSweep, madeSweep, singleRunSweep } from "../made-sweep.ts";

const script = await hashedText(PAGE_SCRIPT);

function pageOf(sweep: SweepResult): string {
  return sweepPage({ ...madeMaterial(sweep), script });
}

/** The elements of the page without what stands inside of scripts. */
function elements(page: string): ReturnType<typeof elementsOf> {
  return elementsOf(page.replace(/(<script[^>]*>)[^]*?<\/script>/g, "$1</script>"));
}

const page = pageOf(madeSweep());

describe("the page of a sweep", () => {
  it("shows its sections in the order in which a planner asks", () => {
    const ids = [...page.matchAll(/<section id="(\w+)"/g)].map((match) => match[1]);
    expect(ids).toEqual(["verdict", "points", "picked", "matters", "charts", "trust", "reproduce"]);
  });

  it("has each identifier once, and links only to what is there", () => {
    const ids = elements(page).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = elements(page).flatMap(({ attributes }) => attributes["href"]?.slice(1) ?? []);
    expect(links.filter((target) => !ids.includes(target))).toEqual([]);
    const asked = [...PAGE_SCRIPT.matchAll(/getElementById\("([\w-]+)"\)/g)].map((match) => match[1]!);
    expect(asked.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("lets in its own script by hash, and nothing from any network", () => {
    const own = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(own).digest("base64");
    expect(page).toContain(`script-src &#39;sha256-${hash}&#39;;`);
    const addresses = [...page.matchAll(/\b(?:https?:)?\/\/[^\s"'<>]+/g)].map((match) => match[0]);
    expect(addresses.filter((address) => !address.startsWith("http://www.w3.org/"))).toEqual([]);
  });

  it("has a script that parses and puts no text in as markup", () => {
    expect(() => new Script(PAGE_SCRIPT)).not.toThrow();
    expect(PAGE_SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|<\//);
  });

  it.each([
    ["grid", madeSweep()],
    ["single run", singleRunSweep()],
    ["sweep that was interrupted", brokenSweep()],
    ["sweep with hostile names", hostileSweep()],
  ])("is well-formed for a %s", (_, sweep) => {
    const text = pageOf(sweep);
    expect(elements(text).filter(({ name }) => name === "script")).toHaveLength(2);
    expect(unsafeCharacters(text)).toEqual([]);
    expect(text).not.toMatch(/undefined<|>undefined|NaN|\[object|Infinity</);
  });

  it("stays smaller than a megabyte for a thousand points", () => {
    const text = pageOf(drawnSweep(1_000, 1));
    expect(new TextEncoder().encode(text).length).toBeLessThan(700_000);
  });

  it("is the same again", () => {
    expect(pageOf(madeSweep())).toBe(page);
  });
});
