// Who is in a station, held against plain lists.

import fc from "fast-check";
import { expect, it } from "vitest";

import { StationLists } from "../../../src/queueing/exact/station-lists.ts";

const CONCURRENCY = 2;

it("keeps those that are served before those that wait, in the order of coming", () => {
  const deed = fc.record({ station: fc.nat(2), comes: fc.boolean(), which: fc.nat(9) });
  const property = fc.property(fc.array(deed, { maxLength: 80 }), (deeds) => {
    let lists = new StationLists();
    const plain: number[][] = [[], [], []];
    for (const station of plain.keys()) lists.open(station);
    for (const [visit, { station, comes, which }] of deeds.entries()) {
      const own = plain[station]!;
      if (comes) {
        if (own.length < CONCURRENCY) lists.addServed(station, visit);
        else lists.addWaiting(station, visit);
        own.push(visit);
      } else if (own.length > 0) {
        const [left] = own.splice(which % Math.min(CONCURRENCY, own.length), 1);
        lists.remove(station, left!);
        if (own.length >= CONCURRENCY) lists.serveFirst(station);
      }
      if (visit % 20 === 19) {
        const copy = new StationLists();
        copy.restore(lists.snapshot());
        lists = copy;
      }
      expect([lists.present(station), lists.waiting(station)]).toEqual([own.length, Math.max(0, own.length - 2)]);
      expect([lists.head(station), lists.firstWaiting(station)]).toEqual([own[0] ?? -1, own[CONCURRENCY] ?? -1]);
    }
  });
  fc.assert(property, { seed: 3, numRuns: 100 });
});
