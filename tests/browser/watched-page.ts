// A page in a browser, with all that must not happen written down: messages on the console, faults of scripts, requests to any network.

import type { Browser, Page } from "playwright-core";

export interface Look {
  readonly width: number;
  readonly scheme: "light" | "dark";
  readonly script: "runs" | "is-off";
}

export const WIDE: Look = { width: 1_280, scheme: "light", script: "runs" };
export const NARROW: Look = { ...WIDE, width: 360 };
export const DARK: Look = { ...WIDE, scheme: "dark" };
export const WITHOUT_SCRIPT: Look = { ...WIDE, script: "is-off" };

export interface WatchedPage {
  readonly page: Page;
  /** What happened that must not, in words. */
  readonly faults: readonly string[];
}

/** Opens the file at `url` and does the work; the page is closed afterwards. */
export async function withPage<Result>(
  browser: Browser,
  url: string,
  { width, scheme, script }: Look,
  work: (watched: WatchedPage) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script === "runs",
  });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) faults.push(`request: ${request.url().slice(0, 200)}`);
    });
    await page.goto(url);
    return await work({ page, faults });
  } finally {
    await context.close();
  }
}

/** Charts that are not drawn: without a size, or without marks. A chart may be there twice, for wide windows and for narrow ones. */
export async function emptyCharts({ page }: WatchedPage): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(EMPTY_CHARTS);
}

/** Runs in the page. */
const EMPTY_CHARTS = `(() => {
  const figures = [...document.querySelectorAll("figure")];
  const isDrawn = (svg) => {
    const { width, height } = svg.getBoundingClientRect();
    return width > 100 && height > 40 && svg.querySelectorAll("path, line, circle, rect").length > 3;
  };
  const empty = figures.filter((figure) => ![...figure.querySelectorAll("svg")].some(isDrawn));
  return figures.length === 0 ? ["no chart at all"] : empty.map((figure) => figure.textContent.trim().slice(0, 80));
})()`;

/** How many pixels the page is wider than its window. */
export async function overflow({ page }: WatchedPage): Promise<number> {
  return page.evaluate<number>("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)");
}

/** The colour of an element's property as red, green and blue, 0 to 255. */
export async function colourOf({ page }: WatchedPage, property: string): Promise<readonly number[]> {
  const text = await page.evaluate<string>(
    `getComputedStyle(document.body).getPropertyValue(${JSON.stringify(property)})`,
  );
  return (
    text
      .match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? []
  );
}
