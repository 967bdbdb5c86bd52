// Rows of visits: used again with another generation, and restored as they were.

import { expect, it } from "vitest";

import { VisitTable } from "../../../src/queueing/exact/visit-table.ts";

it("tells by the generation that a row is another visit's now, and comes back whole", () => {
  const table = new VisitTable();
  const visit = table.take();
  table.arrivedUs[visit] = 12.5;
  const generation = table.generation[visit]!;
  table.release(visit);
  expect(table.take()).toBe(visit);
  expect(table.generation[visit]).not.toBe(generation);
  const many = Array.from({ length: 2_000 }, () => table.take());
  for (const each of many) table.cpuUs[each] = each / 2;
  const copy = new VisitTable();
  copy.restore(table.snapshot());
  expect([copy.used, copy.cpuUs[many[1_999]!], copy.arrivedUs[visit]]).toEqual([2_001, 1_000, 12.5]);
  expect(copy.snapshot()).toEqual(table.snapshot());
});
