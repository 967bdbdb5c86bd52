// Amounts that hold from a moment until the next: read at moments, summed over spans, for as long as they are kept.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { StepLines } from "../../src/cluster/step-lines.ts";

const KEPT_US = 1000;

/** Steps by how long after the one before they begin. */
const steps = fc.array(fc.tuple(fc.nat(60), fc.nat(9)), { maxLength: 40 });

interface Step {
  readonly fromUs: number;
  readonly amount: number;
}

function recorded(gaps: readonly (readonly [number, number])[], lines: StepLines, line: number): readonly Step[] {
  let us = 0;
  return gaps.map(([gapUs, amount]) => {
    us += gapUs;
    lines.record(line, us, amount, us);
    return { fromUs: us, amount };
  });
}

function plainAt(all: readonly Step[], atUs: number): number {
  return all.findLast(({ fromUs }) => fromUs <= atUs)?.amount ?? 0;
}

describe("a line", () => {
  it("comes to the sum of its amounts over any span that is kept", () => {
    fc.assert(
      fc.property(steps, fc.nat(400), fc.nat(300), (gaps, back, length) => {
        const lines = new StepLines(KEPT_US);
        const [other, line] = [lines.add(), lines.add()];
        const all = recorded(gaps, lines, line);
        const endUs = all.at(-1)?.fromUs ?? 0;
        const fromUs = Math.max(0, endUs - back);
        let total = 0;
        for (let us = fromUs; us < fromUs + length; us += 1) total += plainAt(all, us);
        expect(lines.amountOver(line, fromUs, fromUs + length)).toBe(total);
        expect(lines.amountAt(line, fromUs)).toBe(plainAt(all, fromUs));
        expect(lines.amountOver(other, fromUs, fromUs + length)).toBe(0);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it("is the same after it was saved, and goes on so", () => {
    fc.assert(
      fc.property(steps, steps, (gaps, more) => {
        const lines = new StepLines(KEPT_US);
        const line = lines.add();
        const before = recorded(gaps, lines, line);
        const twin = new StepLines(KEPT_US);
        twin.restore(lines.snapshot());
        let us = before.at(-1)?.fromUs ?? 0;
        for (const [gapUs, amount] of more) {
          us += gapUs;
          for (const each of [lines, twin]) each.record(line, us, amount, us);
        }
        expect(twin.snapshot()).toEqual(lines.snapshot());
        expect(twin.add()).toBe(lines.add());
      }),
      { seed: 22, numRuns: 100 },
    );
  });

  it("keeps the last minutes only, and what held when they began", () => {
    const lines = new StepLines(KEPT_US);
    const line = lines.add();
    for (let us = 0; us < 100_000; us += 100) lines.record(line, us, us % 700, us);
    expect(lines.snapshot()["steps"]).toHaveLength(22);
    expect(lines.amountAt(line, 98_900)).toBe(98_900 % 700);
    expect([lines.knownSinceUs(line), lines.knownSinceUs(lines.add())]).toEqual([98_900, Infinity]);
  });

  it("is another only where something changed", () => {
    const lines = new StepLines(KEPT_US);
    const line = lines.add();
    lines.record(line, 10, 3, 20);
    const version = lines.versionOf(line);
    lines.record(line, 30, 3, 40);
    expect([lines.versionOf(line), lines.steadySinceUs(line)]).toEqual([version, 10]);
    lines.record(line, 30, 4, 40);
    expect(lines.versionOf(line)).not.toBe(version);
    expect(() => lines.record(line, 29, 5, 40)).toThrow("in order of time");
  });

  it("that was given back begins anew", () => {
    const lines = new StepLines(KEPT_US);
    const line = lines.add();
    lines.record(line, 10, 3, 20);
    const version = lines.versionOf(line);
    lines.release(line);
    expect(lines.add()).toBe(line);
    expect([lines.amountAt(line, 50), lines.steadySinceUs(line)]).toEqual([0, -Infinity]);
    expect(lines.versionOf(line)).not.toBe(version);
  });
});
