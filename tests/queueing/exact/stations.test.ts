// Stations by their numbers: while they are there, and after they went.

import { expect, it } from "vitest";

import { GONE, NO_ZONE } from "../../../src/queueing/exact/routes.ts";
import { Stations } from "../../../src/queueing/exact/stations.ts";

const processor = { speed: 1, cores: 1 };

it("knows those that are there and what those did that went, also when restored", () => {
  const stations = new Stations();
  const first = stations.open({ id: 10, service: 0, zone: "a", processor }, 0);
  const second = stations.open({ id: 20, service: 1, zone: "b", processor }, 0);
  stations.lists.addServed(first, 3);
  stations.processors.add(first, 0, 1, 3, 500);
  stations.noteArrival(first);
  stations.drain(second);
  expect([stations.takesMore(first), stations.takesMore(second), stations.isClosed(second)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([stations.doneUs(10, 80), stations.presentIn(10), stations.arrivedAt(10)]).toEqual([80, 1, 1]);
  stations.close(first, 100);
  stations.release(first);
  const copy = new Stations();
  copy.open({ id: 99, service: 0, zone: "z", processor }, 0);
  copy.restore(stations.snapshot());
  for (const each of [stations, copy]) {
    expect([each.doneUs(10, 900), each.presentIn(10), each.waitingIn(10), each.arrivedAt(10)]).toEqual([100, 0, 0, 1]);
    expect(each.routed(10)).toEqual({ id: 10, slot: GONE, zone: 0, present: 0 });
    expect(each.routed(20)).toEqual({ id: 20, slot: second, zone: 1, present: 0 });
    expect(each.routed(30)).toEqual({ id: 30, slot: GONE, zone: NO_ZONE, present: 0 });
    expect([each.serviceOf(second), each.takesMore(second), each.slotOf(99)]).toEqual([1, false, GONE]);
    expect(each.open({ id: 30, service: 0, zone: "b", processor }, 100)).toBe(first);
    expect([each.zoneOf(first), each.doneUs(30, 100), each.arrivedAt(30)]).toEqual([1, 0, 0]);
  }
});

it("refuses a number that was used, and a change of one that is not there", () => {
  const stations = new Stations();
  stations.close(stations.open({ id: 1, service: 0, zone: "a", processor }, 0), 0);
  expect(() => stations.open({ id: 1, service: 0, zone: "a", processor }, 0)).toThrow(
    "a station's number is used once",
  );
  expect(() => stations.present(1)).toThrow("a station that is changed is there");
});
