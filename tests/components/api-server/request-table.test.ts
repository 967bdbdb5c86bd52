// Rows of requests under way: they are used again, and saved with what they carry.

import { describe, expect, it } from "vitest";

import { RequestTable } from "../../../src/components/api-server/request-table.ts";

describe("the table of requests", () => {
  it("uses the rows of ended requests again, as new", () => {
    const table = new RequestTable();
    const row = table.add(1, 2, 3, 4);
    table.refusals[row] = 5;
    table.carry(row, [{ kind: "pod-bound", pod: 2 }], 77);
    table.remove(row);
    expect(table.add(6, 7, 8, 9)).toBe(row);
    expect([table.kinds[row], table.firsts[row], table.seconds[row], table.instances[row]]).toEqual([6, 7, 8, 9]);
    expect([table.refusals[row], table.changesOf(row), table.sentAtUs(row), table.underWay]).toEqual([
      0,
      [],
      undefined,
      1,
    ]);
  });

  it("comes back from a snapshot, and goes on with the same rows", () => {
    const table = new RequestTable();
    for (let number = 0; number < 1000; number += 1) table.add(0, number, 0, 0);
    table.remove(17);
    table.carry(18, [{ kind: "pod-bound", pod: 5 }], 99);
    const again = new RequestTable();
    again.restore(table.snapshot());
    expect(again.underWay).toBe(999);
    expect(again.changesOf(18)).toEqual([{ kind: "pod-bound", pod: 5 }]);
    expect(again.sentAtUs(18)).toBe(99);
    expect([again.add(0, 0, 0, 0), again.add(0, 0, 0, 0)]).toEqual([17, 1000]);
  });
});
