// Names of files for charts.

import { expect, it } from "vitest";

import { freeChartName } from "../../../src/report/charts/free-chart-name.ts";

it("are made of letters that every file system takes, and each is free", () => {
  expect(freeChartName(["load", "Service", "shop", "web"], new Set())).toBe("load-service-shop-web");
  expect(freeChartName(["load", "../etc", "__proto__"], new Set())).toMatch(/^[a-z0-9-]+$/);
  expect(freeChartName(["load", "x".repeat(300)], new Set())).toHaveLength(65);
  expect(freeChartName(["load", "a"], new Set(["load-a", "load-a-2"]))).toBe("load-a-3");
});
