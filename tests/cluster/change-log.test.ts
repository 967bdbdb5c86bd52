// The log of changed nodes and the cursors of its readers.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { ChangeLog } from "../../src/cluster/change-log.ts";

function read(log: ChangeLog, from: number): readonly number[] {
  return Array.from({ length: log.end - from }, (_, step) => log.at(from + step));
}

describe("the change log", () => {
  it("tells each reader what came since its cursor", () => {
    const log = new ChangeLog();
    for (const node of [3, 1, 3]) log.append(node);
    const cursor = log.end;
    log.append(7);
    expect(read(log, 0)).toEqual([3, 1, 3, 7]);
    expect(read(log, cursor)).toEqual([7]);
    expect(read(log, log.end)).toEqual([]);
  });

  it("tells a reader that fell behind to start afresh", () => {
    const log = new ChangeLog();
    const kept = 65_536;
    for (let node = 0; node < kept; node += 1) log.append(node);
    expect(log.reaches(0)).toBe(true);
    expect(log.at(0)).toBe(0);
    log.append(-5);
    expect(log.reaches(0)).toBe(false);
    expect(log.reaches(1)).toBe(true);
    expect([log.at(1), log.at(kept)]).toEqual([1, -5]);
    expect(() => log.at(0)).toThrow(InvariantViolation);
  });

  it("does not speak of changes that have not come", () => {
    const log = new ChangeLog();
    expect(log.reaches(0)).toBe(true);
    expect(() => log.at(0)).toThrow(InvariantViolation);
  });
});
