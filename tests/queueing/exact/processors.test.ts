// Processors at work: what each visit gets, worked out by hand.

import { describe, expect, it } from "vitest";

import { Processors } from "../../../src/queueing/exact/processors.ts";
import type { Processor } from "../../../src/queueing/traffic-model.ts";

const NOBODY = -1;

function withOne(processor: Processor): Processors {
  const processors = new Processors();
  processors.open(0, 0, processor);
  return processors;
}

/** Lets all happen up to a moment; what was finished, and when. */
function finishedUpTo(processors: Processors, us: number): readonly (readonly [visit: number, us: number])[] {
  const finished: [number, number][] = [];
  while (processors.nextUs <= us) {
    const at = processors.nextUs;
    const visit = processors.happen(at);
    if (visit !== NOBODY) finished.push([visit, at]);
  }
  return finished;
}

describe("a processor", () => {
  it("gives a visit one core at most, and shares what there is evenly", () => {
    const processors = withOne({ speed: 1, cores: 2 });
    // One alone needs 300; then three share two cores from 100 on.
    processors.add(0, 0, 1, 11, 300);
    processors.add(0, 100, 2, 12, 40);
    processors.add(0, 100, 3, 13, 100);
    expect(finishedUpTo(processors, 1_000)).toEqual([
      [12, 160],
      [13, 220],
      [11, 320],
    ]);
    expect(processors.doneUs(0, 1_000)).toBeCloseTo(440, 9);
  });

  it("works at its speed, and at another from a change on", () => {
    const processors = withOne({ speed: 0.5, cores: 1 });
    processors.add(0, 0, 1, 11, 100);
    processors.change(0, 100, { speed: 1, cores: 1 });
    expect(finishedUpTo(processors, 1_000)).toEqual([[11, 150]]);
    processors.change(0, 200, { speed: 1, cores: 0 });
    processors.add(0, 200, 2, 12, 10);
    expect(processors.nextUs).toBe(Infinity);
    processors.change(0, 300, { speed: 1, cores: 0.5 });
    expect(finishedUpTo(processors, 1_000)).toEqual([[12, 320]]);
  });

  it("stands still when its quota is used up, until the next period", () => {
    const processors = withOne({ speed: 1, cores: 4, quota: { workUs: 20, periodUs: 100 } });
    processors.add(0, 10, 1, 11, 50);
    // 20 until 30, 20 until 120, 10 until 210.
    expect(finishedUpTo(processors, 90)).toEqual([]);
    expect(processors.doneUs(0, 90)).toBeCloseTo(20, 9);
    expect(finishedUpTo(processors, 1_000)).toEqual([[11, 210]]);
    const late = withOne({ speed: 1, cores: 1, quota: { workUs: 20, periodUs: 100 } });
    // 5 until 100, 25 until 120, 45 until 220, 50 until 305.
    late.add(0, 95, 1, 11, 50);
    expect(finishedUpTo(late, 1_000)).toEqual([[11, 305]]);
    // What was not used in a period is lost.
    processors.add(0, 1_090, 2, 12, 15);
    processors.add(0, 1_090, 3, 13, 15);
    expect(finishedUpTo(processors, 2_000)).toEqual([
      [12, 1_105],
      [13, 1_105],
    ]);
  });

  it("counts what was used against another quota for the same period, and forgets it with another period", () => {
    const processors = withOne({ speed: 1, cores: 1, quota: { workUs: 20, periodUs: 100 } });
    processors.add(0, 0, 1, 11, 100);
    finishedUpTo(processors, 50);
    processors.change(0, 50, { speed: 1, cores: 1, quota: { workUs: 30, periodUs: 100 } });
    finishedUpTo(processors, 99);
    expect(processors.doneUs(0, 99)).toBeCloseTo(30, 9);
    processors.change(0, 99, { speed: 1, cores: 1, quota: { workUs: 30, periodUs: 50 } });
    // 31 until 100, 61 until 130, 91 until 180.
    expect(finishedUpTo(processors, 1_000)).toEqual([[11, 209]]);
    const free = withOne({ speed: 1, cores: 1, quota: { workUs: 20, periodUs: 100 } });
    free.add(0, 0, 1, 11, 40);
    finishedUpTo(free, 60);
    free.change(0, 60, { speed: 1, cores: 1 });
    expect(finishedUpTo(free, 1_000)).toEqual([[11, 80]]);
  });

  it("goes on in a copy, and is empty when closed", () => {
    const processors = withOne({ speed: 1, cores: 1, quota: { workUs: 20, periodUs: 100 } });
    processors.open(1, 0, { speed: 1, cores: 1 });
    processors.add(0, 0, 1, 11, 50);
    processors.add(1, 0, 2, 12, 70);
    finishedUpTo(processors, 60);
    const copy = new Processors();
    copy.restore(processors.snapshot());
    expect(finishedUpTo(copy, 1_000)).toEqual([
      [12, 70],
      [11, 210],
    ]);
    expect(processors.close(1, 65)).toBeCloseTo(65, 9);
    expect(finishedUpTo(processors, 1_000)).toEqual([[11, 210]]);
    expect(processors.nextUs).toBe(Infinity);
    processors.open(1, 1_000, { speed: 1, cores: 1 });
    expect(processors.doneUs(1, 1_000)).toBe(0);
  });
});
