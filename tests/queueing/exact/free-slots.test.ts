// Rows of a table: none is given twice, and those given back are used again.

import { expect, it } from "vitest";

import { FreeSlots } from "../../../src/queueing/exact/free-slots.ts";

it("gives rows that nobody has, those given back first, also after a restore", () => {
  const slots = new FreeSlots();
  const taken = Array.from({ length: 40 }, () => slots.take());
  expect(new Set(taken).size).toBe(40);
  for (const slot of [3, 30, 7]) slots.release(slot);
  expect([slots.rows, slots.used]).toEqual([40, 37]);
  expect(slots.inUse()).toEqual(taken.filter((slot) => ![3, 30, 7].includes(slot)));
  const copy = new FreeSlots();
  copy.restore(slots.snapshot());
  for (const each of [slots, copy]) {
    expect([each.take(), each.take(), each.take(), each.take()]).toEqual([7, 30, 3, 40]);
  }
});
