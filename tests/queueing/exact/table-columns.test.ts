// Columns of a table that are kept together.

import { describe, expect, it } from "vitest";

import { FreeSlots } from "../../../src/queueing/exact/free-slots.ts";
import { growColumns, restoreColumns, snapshotColumns } from "../../../src/queueing/exact/table-columns.ts";

const NAMES = ["place", "atUs"] as const;

function emptyTable() {
  return { place: new Int32Array(), atUs: new Float64Array(), slots: new FreeSlots() };
}

function filledTable(rows: number) {
  const table = emptyTable();
  for (let row = 0; row < rows; row += 1) table.slots.take();
  growColumns(table, NAMES, rows);
  for (let row = 0; row < rows; row += 1) {
    table.place[row] = 7 * row;
    table.atUs[row] = row + 0.5;
  }
  return table;
}

describe("the columns of a table", () => {
  it("grow together, keep what they held, and stay of their kind", () => {
    const table = filledTable(3);
    growColumns(table, NAMES, 4_000);
    expect([table.place.length, table.atUs.length].every((room) => room >= 8_000)).toBe(true);
    expect([...table.place.subarray(0, 4)]).toEqual([0, 7, 14, 0]);
    expect(table.atUs).toBeInstanceOf(Float64Array);
  });

  it("are the same after they were taken out and put into another table, whatever that held", () => {
    const table = filledTable(5);
    table.slots.release(2);
    const other = filledTable(900);
    restoreColumns(other, NAMES, other.slots, snapshotColumns(table, NAMES, table.slots));
    expect([...other.place.subarray(0, 6)]).toEqual([0, 7, 14, 21, 28, 0]);
    expect([...other.atUs.subarray(0, 6)]).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 0]);
    expect([other.slots.used, other.slots.take()]).toEqual([4, 2]);
  });
});
