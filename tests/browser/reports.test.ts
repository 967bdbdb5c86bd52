// The reports in a real browser, where one is installed: charts drawn, nothing on the console, nothing asked of a network, and a point
// that is picked shows its run. `npm run test:browser` fails where there is none.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { reportPage } from "../../src/report/html/page.ts";
import { prepareReport } from "../../src/report/report-material.ts";
import { sweepPage } from "../../src/report/sweep/html/sweep-page.ts";
import { prepareSweep } from "../../src/report/sweep/sweep-material.ts";

import { backtestResult } from "../report/backtest/made-backtest-result.ts";
import { madeComparison } from "../report/comparison/made-comparison.ts";
import { resultUnderLoad } from "../report/load/sample-load.ts";
import { resultInMotion } from "../report/motion/sample-motion.ts";
import { sampleResult } from "../report/sample-result.ts";
import { madeSweep } from "../report/sweep/made-sweep.ts";
import { CHROMIUM_WANTED, findChromium } from "./find-chromium.ts";
import { colourOf, DARK, emptyCharts, NARROW, overflow, WIDE, WITHOUT_SCRIPT, withPage } from "./watched-page.ts";

const CHROMIUM = findChromium(process.env);
const PAGES = ["run", "motion", "load", "sweep", "comparison", "backtest"] as const;

const folder = mkdtempSync(join(tmpdir(), "plimsoll-browser-"));
const urlOf = (page: string): string => pathToFileURL(join(folder, `${page}.html`)).href;
let browser: Browser;

if (CHROMIUM === undefined) process.stderr.write(`tests/browser is left out: ${CHROMIUM_WANTED}\n`);

async function writePages(): Promise<void> {
  const pages: Readonly<Record<(typeof PAGES)[number], string>> = {
    run: reportPage(await prepareReport(sampleResult())),
    motion: reportPage(await prepareReport(resultInMotion())),
    load: reportPage(await prepareReport(resultUnderLoad())),
    sweep: sweepPage(await prepareSweep(madeSweep())),
    comparison: sweepPage(await prepareSweep(madeComparison())),
    backtest: sweepPage(await prepareSweep(backtestResult())),
  };
  for (const page of PAGES) writeFileSync(join(folder, `${page}.html`), pages[page]);
}

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  await writePages();
  browser = await chromium.launch({ executablePath: CHROMIUM });
});

afterAll(async () => {
  if (CHROMIUM !== undefined) await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(CHROMIUM !== undefined)("in a browser", () => {
  describe.each(PAGES)("the page of a %s", (page) => {
    it("draws its charts, and says and asks nothing", async () => {
      await withPage(browser, urlOf(page), WIDE, async (watched) => {
        expect(await emptyCharts(watched)).toEqual([]);
        expect(await overflow(watched)).toBe(0);
        expect(watched.faults).toEqual([]);
      });
    });

    it("fits into the window of a phone", async () => {
      await withPage(browser, urlOf(page), NARROW, async (watched) => {
        expect(await overflow(watched)).toBe(0);
        expect(await emptyCharts(watched)).toEqual([]);
        expect(watched.faults).toEqual([]);
      });
    });

    it("is dark where the reader wants it so", async () => {
      await withPage(browser, urlOf(page), DARK, async (watched) => {
        const [paper, ink] = [await colourOf(watched, "background-color"), await colourOf(watched, "color")];
        expect(Math.max(...paper)).toBeLessThan(60);
        expect(Math.min(...ink)).toBeGreaterThan(200);
        expect(watched.faults).toEqual([]);
      });
    });

    it("can be read without JavaScript", async () => {
      await withPage(browser, urlOf(page), WITHOUT_SCRIPT, async (watched) => {
        expect(await watched.page.locator("#verdict").isVisible()).toBe(true);
        expect(await watched.page.locator("table").first().isVisible()).toBe(true);
        expect(await emptyCharts(watched)).toEqual([]);
        expect(watched.faults).toEqual([]);
      });
    });
  });

  it("the table of a backtest shows what decides without being moved", async () => {
    await withPage(browser, urlOf("backtest"), WIDE, async ({ page }) => {
      const hidden = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)";
      const table = 'document.querySelector(".settings .scroll")';
      expect(await page.evaluate<number>(`${hidden}(${table})`)).toBe(0);
    });
  });

  it("a point that is picked in the table is marked everywhere and shows its run", async () => {
    await withPage(browser, urlOf("sweep"), WIDE, async ({ page, faults }) => {
      await page.locator("#point-3 td").last().click();
      expect(await page.locator("#point-3").getAttribute("aria-current")).toBe("true");
      expect(await page.locator("figure .picked").count()).toBeGreaterThan(2);
      const run = await page.locator("#picked-run").innerText();
      expect(run).toContain("Point 3");
      expect(run).toContain("Its first run");
      expect(run).toContain("at point 3");
      expect(await page.locator("#picked-run svg").count()).toBeGreaterThan(1);
      await page.keyboard.press("Escape");
      expect(await page.locator(".picked").count()).toBe(0);
      expect(faults).toEqual([]);
    });
  });

  it("a point that is picked in a chart is the one of the mark", async () => {
    await withPage(browser, urlOf("sweep"), WIDE, async ({ page, faults }) => {
      const mark = page.locator("figure [data-point]").first();
      const point = await mark.getAttribute("data-point");
      await mark.dispatchEvent("click");
      expect(await page.locator("#pick-words").innerText()).toContain(`Point ${point!}`);
      expect(await page.locator(`#point-${point!}`).getAttribute("class")).toContain("picked");
      await page.locator("#pick-after").click();
      expect(await page.locator(`#point-${point!}`).getAttribute("aria-current")).toBeNull();
      expect(faults).toEqual([]);
    });
  });

  it("a page that does what it must not is found out", async () => {
    const wrong = `<img src="http://127.0.0.1:9/x.png"><script>console.log("hello");throw new Error("oh")</script><figure>none</figure>`;
    writeFileSync(join(folder, "wrong.html"), `<!doctype html><div style="width:2000px">wide</div>${wrong}`);
    await withPage(browser, urlOf("wrong"), WIDE, async (watched) => {
      const told = watched.faults.join("\n");
      for (const words of ["console log: hello", "script: oh", "request: http://127.0.0.1:9/x.png"])
        expect(told).toContain(words);
      expect(await emptyCharts(watched)).toEqual(["none"]);
      expect(await overflow(watched)).toBeGreaterThan(500);
    });
  });

  it("a link to a point picks it", async () => {
    await withPage(browser, `${urlOf("comparison")}#point-1`, NARROW, async (watched) => {
      expect(await watched.page.locator("#pick-words").innerText()).toContain("packing");
      expect(await overflow(watched)).toBe(0);
    });
  });
});
