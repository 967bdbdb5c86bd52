// Rows of errands: used again, and restored as they were.

import { expect, it } from "vitest";

import { ErrandTable } from "../../../src/queueing/exact/errand-table.ts";

it("uses rows again, and comes back whole", () => {
  const table = new ErrandTable();
  const errand = table.take();
  table.begunUs[errand] = 0.5;
  table.release(errand);
  expect([table.used, table.take(), table.take()]).toEqual([0, errand, 1]);
  const many = Array.from({ length: 2_000 }, () => table.take());
  for (const each of many) table.site[each] = each;
  const copy = new ErrandTable();
  copy.restore(table.snapshot());
  expect([copy.used, copy.site[many[1_999]!], copy.begunUs[errand]]).toEqual([2_002, 2_001, 0.5]);
  expect(copy.snapshot()).toEqual(table.snapshot());
});
