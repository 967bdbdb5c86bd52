// Nodes as scrapes meet them.

import { expect, it } from "vitest";

import { ScrapeGrid } from "../../../src/components/metrics-server/scrape-grid.ts";
import { ScrapedNodes } from "../../../src/components/metrics-server/scraped-nodes.ts";
import { METRICS_SERVER_DEFAULTS } from "../../../src/components/metrics-server/settings.ts";
import { MetricsWorld } from "./metrics-world.ts";

it("are reached at each scrape unless their kubelet is silent then", () => {
  const world = new MetricsWorld();
  const grid = new ScrapeGrid(METRICS_SERVER_DEFAULTS, "1", 3);
  const nodes = new ScrapedNodes(world.cluster, grid);
  expect(nodes.of(1)).toBe(nodes.of(1));
  world.nowUs = grid.beginsUs(3) + 1_000_000;
  world.silence(1);
  const reached = [3, 4].map((scrape) => nodes.of(1).reachedUs(scrape));
  expect(reached[0]).toBeGreaterThanOrEqual(grid.beginsUs(3));
  expect(reached[1]).toBeUndefined();
  expect(nodes.of(2).reachedUs(4)).toBeDefined();
});
