// Pods that came to nodes and left them, for readers that keep counts.

import { describe, expect, it } from "vitest";

import { PlacementLog } from "../../src/cluster/placement-log.ts";

const KEPT = 65_536;

function entryAt(log: PlacementLog, cursor: number) {
  return [log.classAt(cursor), log.nodeAt(cursor), log.presentAt(cursor), log.liveAt(cursor)];
}

describe("the placement log", () => {
  it("tells which class came to a node, began to end there, and left it", () => {
    const log = new PlacementLog();
    log.append(4, 9, 1, 1);
    log.append(4, 9, 0, -1);
    log.append(4, 9, -1, 0);
    expect(log.end).toBe(3);
    expect([0, 1, 2].map((cursor) => entryAt(log, cursor))).toEqual([
      [4, 9, 1, 1],
      [4, 9, 0, -1],
      [4, 9, -1, 0],
    ]);
  });

  it("keeps the latest entries: a reader that fell behind counts afresh", () => {
    const log = new PlacementLog();
    for (let entry = 0; entry < KEPT; entry += 1) log.append(entry, 0, 1, 1);
    expect(log.reaches(0)).toBe(true);
    log.append(-1, 0, 1, 1);
    expect([log.reaches(0), log.reaches(1), log.reaches(log.end)]).toEqual([false, true, true]);
    expect([log.classAt(1), log.classAt(KEPT)]).toEqual([1, -1]);
  });

  it("sends all readers back to the beginning when it is restored", () => {
    const log = new PlacementLog();
    for (let entry = 0; entry < 3; entry += 1) log.append(entry, 0, 1, 1);
    const saved = log.snapshot();
    const other = new PlacementLog();
    other.restore(saved);
    expect([other.end, other.reaches(2), other.reaches(3)]).toEqual([3, false, true]);
    expect(other.epoch).not.toBe(log.epoch);
    other.append(8, 1, 1, 1);
    expect([other.reaches(3), other.classAt(3)]).toEqual([true, 8]);
  });
});
