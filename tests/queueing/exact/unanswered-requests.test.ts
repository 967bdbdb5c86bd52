// Requests of sources that have no answer yet.

import { expect, it } from "vitest";

import { ErrandTable } from "../../../src/queueing/exact/errand-table.ts";
import { unansweredBySite } from "../../../src/queueing/exact/unanswered-requests.ts";

const SECOND = 1_000_000;
const CALL = 2;

it("counts those under way by site and age in whole seconds, those that came last first, and none of calls", () => {
  const errands = new ErrandTable();
  const begin = (site: number, begunUs: number): number => {
    const errand = errands.take();
    errands.site[errand] = site;
    errands.begunUs[errand] = begunUs;
    return errand;
  };
  for (const second of [1, 4.2, 9.5, 4.9]) begin(0, second * SECOND);
  errands.release(begin(0, 2 * SECOND));
  begin(CALL, 3 * SECOND);
  expect(unansweredBySite(errands, CALL, 10 * SECOND)).toEqual([
    [
      { count: 1, ageUs: 0 },
      { count: 2, ageUs: 5 * SECOND },
      { count: 1, ageUs: 9 * SECOND },
    ],
    [],
  ]);
});
