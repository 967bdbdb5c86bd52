// The quick scores of CPU and memory against the formulas, node by node.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FIRST_RESOURCE, NON_ZERO_CPU, NON_ZERO_MEMORY } from "../../../src/cluster/node-table.ts";
import { ResourceIndex } from "../../../src/cluster/resource-index.ts";
import {
  isCpuAndMemory,
  scoreBalance,
  scoreLeastAllocated,
} from "../../../src/scheduling/plugins/cpu-memory-kernels.ts";
import { scoredResources } from "../../../src/scheduling/plugins/resource-allocation.ts";

const STRIDE = FIRST_RESOURCE + 6;

interface Held {
  readonly capacity: number;
  readonly requested: number;
  readonly guessed: number;
}

/** Two rows of which only the second is asked about. */
function rowsOf(cpu: Held, memory: Held): Float64Array {
  const rows = new Float64Array(2 * STRIDE).fill(77);
  rows[STRIDE + NON_ZERO_CPU] = cpu.guessed;
  rows[STRIDE + NON_ZERO_MEMORY] = memory.guessed;
  rows.set([cpu.capacity, cpu.requested, memory.capacity, memory.requested], STRIDE + FIRST_RESOURCE);
  return rows;
}

const SECOND = Int32Array.of(1, -7);

const amount = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 500_000 }), fc.integer({ min: 9e13, max: 1.2e14 }));
const held = fc.record({ capacity: fc.oneof(fc.constant(0), amount), requested: amount, guessed: amount });

function leastAllocated({ capacity, guessed }: Held, own: number): number | undefined {
  if (capacity === 0) return undefined;
  const used = guessed + own;
  return used > capacity ? 0 : Number((BigInt(capacity - used) * 100n) / BigInt(capacity));
}

function balance(cpu: Held, ownCpu: number, memory: Held, ownMemory: number): number {
  const fractions = [
    { ...cpu, own: ownCpu },
    { ...memory, own: ownMemory },
  ]
    .filter(({ capacity }) => capacity !== 0)
    .map(({ capacity, requested, own }) => Math.min(1, (requested + own) / capacity));
  const [first, second] = fractions;
  const deviation = first === undefined || second === undefined ? 0 : Math.abs((first - second) / 2);
  return Math.trunc((1 - deviation) * 100);
}

describe("the quick score", () => {
  it("of free room is the mean of both shares, in integers twice", () => {
    fc.assert(
      fc.property(held, held, amount, amount, (cpu, memory, ownCpu, ownMemory) => {
        const scores = Float64Array.of(-7, -7);
        scoreLeastAllocated(rowsOf(cpu, memory), STRIDE, SECOND, 1, ownCpu, ownMemory, scores);
        const shares = [leastAllocated(cpu, ownCpu), leastAllocated(memory, ownMemory)].filter(
          (one) => one !== undefined,
        );
        const expected = Math.floor(shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length));
        expect([...scores]).toEqual([expected, -7]);
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it("of balance is the balance after the pod, or the change that the pod makes", () => {
    fc.assert(
      fc.property(held, held, amount, amount, fc.boolean(), (cpu, memory, ownCpu, ownMemory, change) => {
        const scores = Float64Array.of(-7, -7);
        scoreBalance(rowsOf(cpu, memory), STRIDE, SECOND, 1, ownCpu, ownMemory, change, scores);
        const after = balance(cpu, ownCpu, memory, ownMemory);
        const gained = 50 + Math.trunc((50 + after - balance(cpu, 0, memory, 0)) / 2);
        expect([...scores]).toEqual([change ? gained : after, -7]);
      }),
      { seed: 12, numRuns: 3000 },
    );
  });
});

describe("the quick way", () => {
  it.each([
    [
      "is taken for CPU and memory with weight 1",
      [
        ["cpu", 1],
        ["memory", 1],
      ],
      true,
    ],
    [
      "is not taken for another order",
      [
        ["memory", 1],
        ["cpu", 1],
      ],
      false,
    ],
    [
      "is not taken for other weights",
      [
        ["cpu", 1],
        ["memory", 2],
      ],
      false,
    ],
    ["is not taken for one of them", [["cpu", 1]], false],
    [
      "is not taken for more",
      [
        ["cpu", 1],
        ["memory", 1],
        ["ephemeral-storage", 1],
      ],
      false,
    ],
    [
      "is not taken for others",
      [
        ["cpu", 1],
        ["example.com/gpu", 1],
      ],
      false,
    ],
  ] as const)("%s", (_sentence, resources, expected) => {
    const weighted = resources.map(([name, weight]) => ({ name, weight }));
    expect(isCpuAndMemory(scoredResources(weighted, new ResourceIndex()))).toBe(expected);
  });
});
