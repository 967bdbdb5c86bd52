// Sums by row and column: made when asked for, and the same after a snapshot.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { SumTable } from "../../src/metrics/sum-table.ts";

describe("a table of sums", () => {
  it("keeps a sum for each row and column", () => {
    const table = new SumTable();
    table.at(3, 1).add(5, moment(0));
    table.at(3, 2).add(7, moment(0));
    table.at(0, 1).add(9, moment(0));
    table.at(3, 1).add(1, moment(0));
    expect([table.at(3, 1).value, table.at(3, 2).value, table.at(0, 1).value]).toEqual([6, 7, 9]);
  });

  it("makes no sum by looking for one", () => {
    const table = new SumTable();
    expect([table.find(2, 2), table.find(2, 2)]).toEqual([undefined, undefined]);
    table.at(2, 2);
    expect(table.find(2, 2)?.value).toBe(0);
    expect([table.find(2, 1), table.find(1, 2)]).toEqual([undefined, undefined]);
  });

  it("goes on from a snapshot, gaps included, and forgets what it held before", () => {
    const table = new SumTable();
    table.at(4, 2).add(8, moment(10));
    table.at(4, 2).add(-3, moment(20));
    table.at(1, 0).add(2, moment(5));
    const other = new SumTable();
    other.at(0, 0).add(1, moment(0));
    other.restore(table.snapshot());
    for (const each of [table, other]) each.at(4, 2).add(1, moment(30));
    expect(other.find(0, 0)).toBeUndefined();
    expect(other.snapshot()).toEqual(table.snapshot());
    expect([other.at(4, 2).value, other.at(4, 2).peak, other.at(4, 2).mean(moment(40))]).toEqual([
      6,
      8,
      (8 * 10 + 5 * 10 + 6 * 10) / 40,
    ]);
  });
});
