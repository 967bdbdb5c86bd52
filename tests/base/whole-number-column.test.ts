// Whole numbers in few bytes: what was written is read, whatever the width, and a snapshot keeps it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { ABSENT, WholeNumberColumn } from "../../src/base/whole-number-column.ts";

const SEED = 20_260_511;
const ROWS_MAX = 5000;
const LARGEST = Number.MAX_SAFE_INTEGER - 1;

/** Numbers at the borders of widths, and any between. */
const NUMBERS = fc.oneof(
  fc.constantFrom(ABSENT, 0, 1, 254, 255, 256, 65_534, 65_535, 65_536, 4_294_967_294, 4_294_967_295, LARGEST),
  fc.nat({ max: 300 }),
  fc.nat(),
  fc.integer({ min: 0, max: LARGEST }),
);

const WRITES = fc.array(fc.record({ row: fc.nat({ max: ROWS_MAX }), value: NUMBERS }), { maxLength: 60 });

function textOf(column: WholeNumberColumn): string {
  const cells = column.snapshot()["cells"]!;
  return `${cells.BYTES_PER_ELEMENT}: ${cells.join(" ")}`;
}

describe("a column of whole numbers", () => {
  it("holds nothing where nothing was written", () => {
    const column = new WholeNumberColumn();
    expect([column.get(0), column.get(ROWS_MAX)]).toEqual([ABSENT, ABSENT]);
    column.set(3, 7);
    expect([column.get(2), column.get(3), column.get(4), column.get(ROWS_MAX)]).toEqual([ABSENT, 7, ABSENT, ABSENT]);
    column.set(3, ABSENT);
    expect(column.get(3)).toBe(ABSENT);
  });

  it("reads as a plain map does after any writes, and so does what is restored from it", () => {
    fc.assert(
      fc.property(WRITES, WRITES, (before, after) => {
        const column = new WholeNumberColumn();
        const restored = new WholeNumberColumn();
        restored.set(1, 1);
        const plain = new Map<number, number>();
        const write = (columns: readonly WholeNumberColumn[], writes: typeof before) => {
          for (const { row, value } of writes) {
            for (const written of columns) written.set(row, value);
            plain.set(row, value);
          }
        };
        write([column], before);
        restored.restore(column.snapshot());
        expect(textOf(restored)).toBe(textOf(column));
        write([column, restored], after);
        for (const { row } of [...before, ...after]) {
          for (const near of [row - 1, row, row + 1].filter((number) => number >= 0)) {
            const expected = plain.get(near) ?? ABSENT;
            expect([column.get(near), restored.get(near)]).toEqual([expected, expected]);
          }
        }
        expect(textOf(restored)).toBe(textOf(column));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  it.each([
    [0, Uint8Array],
    [254, Uint8Array],
    [255, Uint16Array],
    [65_534, Uint16Array],
    [65_535, Uint32Array],
    [4_294_967_294, Uint32Array],
    [4_294_967_295, Float64Array],
    [LARGEST, Float64Array],
  ])("is saved as narrow as %i allows, up to the last number", (value, width) => {
    const column = new WholeNumberColumn();
    column.set(2, LARGEST);
    column.set(2, value);
    column.set(7, 1);
    column.set(7, ABSENT);
    const cells = column.snapshot()["cells"]!;
    expect(cells).toBeInstanceOf(width);
    expect([...cells]).toEqual([0, 0, value + 1]);
  });

  it.each([1.5, -2, Number.NaN, Number.POSITIVE_INFINITY])("takes no %d", (value) => {
    expect(() => new WholeNumberColumn().set(0, value)).toThrow(InvariantViolation);
  });
});
