// The loops over rows against the rules one node at a time.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  ALLOWED_PODS,
  FIRST_RESOURCE,
  NON_ZERO_CPU,
  NON_ZERO_MEMORY,
  POD_COUNT,
} from "../../../src/cluster/node-table.ts";
import { REFUSED } from "../../../src/scheduling/columnar/class-cache.ts";
import { readBest, type BestNode } from "../../../src/scheduling/columnar/read-verdicts.ts";
import { bestByRows, judgeRows, type RowWork } from "../../../src/scheduling/columnar/row-kernel.ts";
import { balanceOf, changeOfBalance, leastAllocated } from "../../../src/scheduling/framework/cpu-memory-scores.ts";

const RESOURCES = 4;
const STRIDE = FIRST_RESOURCE + 2 * RESOURCES;
const DEVICE = 3;
const REFUSAL = REFUSED - 2;

/** Few amounts, so that equal scores, full nodes and nodes that lack something are common; and one that is too large for shares of it in doubles. */
const amount = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 8 }), fc.constant(0), fc.constant(1.2e14));

const row = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }), fc.array(amount, { minLength: STRIDE - 2, maxLength: STRIDE - 2 }))
  .map(([allowed, held, amounts]) => [allowed, held, ...amounts]);

const wish = fc.oneof(fc.nat({ max: 5 }), fc.constant(-Infinity));

const work: fc.Arbitrary<RowWork> = fc
  .record({
    cpuMilli: wish,
    memoryBytes: wish,
    devices: fc.nat({ max: 2 }),
    own: fc.tuple(amount, amount, fc.nat({ max: 5 }), fc.nat({ max: 5 })),
    weights: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
    balancesChange: fc.boolean(),
  })
  .map(({ cpuMilli, memoryBytes, devices, own, weights, balancesChange }) => ({
    room: { cpuMilli, memoryBytes, others: devices === 0 ? [] : [{ resource: DEVICE, amount: devices }] },
    leastWeight: weights[0],
    guessedCpuMilli: own[0],
    guessedMemoryBytes: own[1],
    balanceWeight: weights[1],
    balancesChange,
    addedCpuMilli: own[2],
    addedMemoryBytes: own[3],
  }));

function expectedScore(cells: readonly number[], asked: RowWork): number {
  const [cpu, cpuHeld, memory, memoryHeld] = cells.slice(FIRST_RESOURCE) as [number, number, number, number];
  const { room } = asked;
  const at = FIRST_RESOURCE + 2 * DEVICE;
  const fits =
    cells[POD_COUNT]! < cells[ALLOWED_PODS]! &&
    room.cpuMilli <= cpu - cpuHeld &&
    room.memoryBytes <= memory - memoryHeld &&
    room.others.every(({ amount: devices }) => devices <= cells[at]! - cells[at + 1]!);
  if (!fits) return REFUSAL;
  const least = leastAllocated(
    cpu,
    cpu - cells[NON_ZERO_CPU]! - asked.guessedCpuMilli,
    memory,
    memory - cells[NON_ZERO_MEMORY]! - asked.guessedMemoryBytes,
  );
  const after = balanceOf(cpu, cpuHeld + asked.addedCpuMilli, memory, memoryHeld + asked.addedMemoryBytes);
  const balance = asked.balancesChange ? changeOfBalance(balanceOf(cpu, cpuHeld, memory, memoryHeld), after) : after;
  return asked.leastWeight * least + asked.balanceWeight * balance;
}

describe("judging rows", () => {
  it("is asking for room, then adding up weighted scores, node by node", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), work, (rows, asked) => {
        const scores = new Int32Array(rows.length);
        const nodes = Int32Array.from(rows.keys());
        const kept = judgeRows(Float64Array.from(rows.flat()), STRIDE, asked, nodes, rows.length, REFUSAL, scores);
        const expected = rows.map((cells) => expectedScore(cells, asked));
        expect([...scores]).toEqual(expected);
        expect([...nodes.subarray(0, kept)]).toEqual([...rows.keys()].filter((node) => expected[node]! >= 0));
      }),
      { seed: 5, numRuns: 3000 },
    );
  });
});

describe("the best by rows", () => {
  const first = (): BestNode => ({ node: -1, total: REFUSED, position: 0, count: 0, refused: 0 });

  it("is the best that would be read from scores, whoever is passed over because he cannot win", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), work, fc.integer({ min: 1, max: 45 }), (rows, asked, enough) => {
        const cells = Float64Array.from(rows.flat());
        const scores = Int32Array.from(rows, (one) => expectedScore(one, asked));
        const order = Int32Array.from(rows.keys());
        const expected = first();
        const stop = readBest(scores, order, 0, rows.length, expected, enough);
        // More than any balance, and as tight as it gets: the largest there is.
        const balances = rows.map((one) => expectedScore(one, { ...asked, leastWeight: 0, balanceWeight: 1 }));
        for (const most of [125, Math.max(0, ...balances)]) {
          const actual = first();
          expect(bestByRows(cells, STRIDE, asked, order, 0, rows.length, actual, enough, most)).toBe(stop);
          expect(actual).toEqual(expected);
        }
      }),
      { seed: 6, numRuns: 3000 },
    );
  });
});
