// When metrics-server scrapes, and when that is over.

import { describe, expect, it } from "vitest";

import { ScrapeGrid } from "../../../src/components/metrics-server/scrape-grid.ts";
import { METRICS_SERVER_DEFAULTS } from "../../../src/components/metrics-server/settings.ts";

const SECOND = 1_000_000;
const grid = (nodes: number, seed = "1") => new ScrapeGrid(METRICS_SERVER_DEFAULTS, seed, nodes);

describe("scrapes", () => {
  it("begin every 15 s, from a moment of chance on", () => {
    const phases = Array.from({ length: 40 }, (_, seed) => grid(3, String(seed)).beginsUs(0));
    expect(Math.min(...phases)).toBeLessThan(3 * SECOND);
    expect(Math.max(...phases)).toBeGreaterThan(12 * SECOND);
    expect(phases.every((us) => us >= 0 && us < 15 * SECOND)).toBe(true);
    const one = grid(3);
    expect(one.beginsUs(4) - one.beginsUs(3)).toBe(15 * SECOND);
    expect([-1, 0, 14_999_999].map((us) => one.begunAt(one.beginsUs(7) + us))).toEqual([6, 7, 7]);
  });

  it("reach nodes one after the other, within 4 s", () => {
    const offsets = (nodes: number) =>
      Array.from({ length: 300 }, (_, node) => grid(nodes).reachesUs(5, node) - grid(nodes).beginsUs(5));
    expect(Math.max(...offsets(3))).toBeLessThan(24_000);
    expect(Math.max(...offsets(5000))).toBeGreaterThan(3.8 * SECOND);
    expect(Math.max(...offsets(5000))).toBeLessThan(4 * SECOND);
    expect(new Set(offsets(5000)).size).toBeGreaterThan(290);
  });

  it("wait for a node that does not answer, but not for longer than until the next one", () => {
    const small = grid(3);
    expect(small.isOverUs(0, true) - small.beginsUs(0)).toBeLessThan(50_000);
    expect(small.isOverUs(0, false) - small.beginsUs(0)).toBe(10 * SECOND + 24_000);
    const dense = new ScrapeGrid({ resolutionUs: 10 * SECOND, kubeletTimeoutUs: 10 * SECOND }, "1", 5000);
    expect(dense.isOverUs(0, false)).toBe(dense.beginsUs(1));
  });
});
