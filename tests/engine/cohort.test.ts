// One cohort: order, gaps, and places that stay right when gaps are closed.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { Cohort, NO_MEMBER } from "../../src/engine/cohort.ts";
import { NO_EVENT } from "../../src/engine/event-table.ts";

describe("a cohort", () => {
  it("keeps the order of joining and closes gaps when they prevail", () => {
    const cohort = new Cohort(moment(1), NO_EVENT, new Int32Array(0), 0);
    const placeOf = new Int32Array(100);
    for (let member = 0; member < 100; member += 1) placeOf[member] = cohort.append(member);
    for (let member = 0; member < 40; member += 1) cohort.remove(placeOf[member]!);
    cohort.closeGaps(placeOf);
    expect(cohort.length).toBe(100);
    for (let member = 40; member < 90; member += 1) cohort.remove(placeOf[member]!);
    cohort.closeGaps(placeOf);
    expect([...cohort.entries()]).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
    expect(cohort.count).toBe(10);
    cohort.remove(placeOf[95]!);
    expect([...cohort.entries()]).toEqual([90, 91, 92, 93, 94, NO_MEMBER, 96, 97, 98, 99]);
    expect(cohort.at(placeOf[99]!)).toBe(99);
  });
});
