// Slots, handles and generations, and the order that time and rank give.

import { describe, expect, it } from "vitest";

import type { EventHandle } from "../../src/engine/event-table.ts";
import type { SimTime } from "../../src/base/time.ts";

import { EventTable, NO_EVENT, NO_SLOT } from "../../src/engine/event-table.ts";

const at = (us: number): SimTime => us as SimTime;

describe("the event table", () => {
  it("keeps the fields of each event while it grows", () => {
    const table = new EventTable(10_000);
    const slots = Array.from({ length: 5000 }, (_, index) =>
      table.add(at(index * 2 ** 38), 3, index % 7, -index, index),
    );
    slots.forEach((slot, index) => {
      const fields = [table.time(slot), table.kind(slot), table.first(slot), table.second(slot)];
      expect(fields).toEqual([index * 2 ** 38, index % 7, 0 - index, index]);
    });
  });

  it("orders by time, then phase, then sequence", () => {
    const table = new EventTable(100);
    const late = table.add(at(9), 0, 0, 0, 0);
    const secondPhase = table.add(at(5), 1, 0, 0, 0);
    const first = table.add(at(5), 0, 0, 0, 0);
    const second = table.add(at(5), 0, 0, 0, 0);
    const sorted = [late, secondPhase, second, first].toSorted((x, y) => table.compare(x, y));
    expect(sorted).toEqual([first, second, secondPhase, late]);
  });

  it("uses the slot that was freed last, under a new handle", () => {
    const table = new EventTable(100);
    const slot = table.add(at(1), 0, 0, 0, 0);
    const handle = table.handle(slot);
    expect(table.slotOf(handle)).toBe(slot);
    table.release(slot);
    expect(table.slotOf(handle)).toBe(NO_SLOT);
    expect(table.add(at(2), 0, 0, 0, 0)).toBe(slot);
    expect(table.handle(slot)).not.toBe(handle);
    expect(table.slotOf(handle)).toBe(NO_SLOT);
  });

  it("finds no event behind a handle that was never given out", () => {
    const table = new EventTable(100);
    table.add(at(1), 0, 0, 0, 0);
    for (const handle of [NO_EVENT, 1, 4711, 2 ** 24, 2 ** 52]) {
      expect(table.slotOf(handle as EventHandle)).toBe(NO_SLOT);
    }
  });

  it("retires a slot whose generations are used up, so that no handle ever names two events", () => {
    const table = new EventTable(100);
    const slot = table.add(at(1), 0, 0, 0, 0);
    const saved = table.snapshot();
    table.restore({ ...saved, generations: Int32Array.of(2 ** 29 - 1) });
    const last = table.handle(slot);
    expect(Number.isSafeInteger(last)).toBe(true);
    expect(table.slotOf(last)).toBe(slot);
    table.release(slot);
    expect(table.slotOf(last)).toBe(NO_SLOT);
    expect(table.add(at(2), 0, 0, 0, 0)).not.toBe(slot);
  });

  it("refuses a limit that slot numbers cannot hold", () => {
    expect(() => new EventTable(2 ** 24 + 1)).toThrow(/fits into a slot number/);
    expect(() => new EventTable(0)).toThrow(/fits into a slot number/);
  });

  it("refuses a saved state with more rows than its limit", () => {
    const large = new EventTable(100);
    for (let count = 0; count < 100; count += 1) large.add(at(1), 0, 0, 0, 0);
    expect(() => new EventTable(10).restore(large.snapshot())).toThrow(/within the limit/);
  });
});
