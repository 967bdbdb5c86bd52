// Stations in groups of alike ones.

import { describe, expect, it } from "vitest";

import { ServiceStations } from "../../../src/queueing/analytic/service-stations.ts";
import { ONE_CORE } from "../networks.ts";

function openFour(): ServiceStations {
  const stations = new ServiceStations();
  for (const id of [1, 2, 3, 4])
    stations.open({
      id,
      service: 0,
      zone: id < 3 ? "a" : "b",
      processor: id === 2 ? { speed: 0.5, cores: 1 } : ONE_CORE,
    });
  stations.route([1, 2, 3, 4]);
  return stations;
}

describe("stations of a service", () => {
  it("stand together if they are alike", () => {
    const groups = openFour().regroup();
    expect(groups.map((group) => group.stations)).toEqual([[1], [2], [3, 4]]);
    expect(groups.every(({ isOpen }) => isOpen)).toBe(true);
  });

  it("are not open when they drain or nobody is sent to them", () => {
    const stations = openFour();
    stations.drain(3);
    stations.route([1, 3, 4]);
    const open = stations.regroup().filter(({ isOpen }) => isOpen);
    expect(open.map((group) => group.stations)).toEqual([[1], [4]]);
    expect(stations.places()).toMatchObject({ count: 3, refusing: 1 });
  });

  it("keep what they did when they change groups", () => {
    const stations = openFour();
    const [first] = stations.regroup();
    [first!.workUs, first!.arrived, first!.present] = [1_000, 7, 2];
    [first!.rate, first!.served] = [0.5, 0.5];
    stations.setProcessor(1, { speed: 2, cores: 1 });
    const changed = stations.regroup().find((group) => group.stations.includes(1))!;
    expect(changed.present).toBe(2);
    expect(stations.workDoneUs(1, 0, 100)).toBe(1_000);
    expect(stations.arrivedAt(1, 0)).toBe(7);
    [changed.rate, changed.served, changed.isMoving] = [0.5, 0.25, true];
    expect(stations.workDoneUs(1, 8, 100)).toBe(1_200);
    expect(stations.arrivedAt(1, 8)).toBe(11);
  });

  it("stand apart as long as one has more in it", () => {
    const stations = openFour();
    stations.regroup().find((group) => group.stations.includes(3))!.present = 5;
    stations.open({ id: 5, service: 0, zone: "b", processor: ONE_CORE });
    stations.route([1, 2, 3, 4, 5]);
    expect(stations.regroup().map((group) => [group.stations, group.present])).toEqual([
      [[1], 0],
      [[2], 0],
      [[3, 4], 5],
      [[5], 0],
    ]);
  });

  it("lose what is in them when they close, and are known after that", () => {
    const stations = openFour();
    const [first] = stations.regroup();
    [first!.present, first!.workUs] = [3, 500];
    expect(stations.close(1).present).toBe(3);
    expect(stations.workDoneUs(1, 100, 1)).toBe(500);
    expect(stations.workDoneUs(99, 100, 1)).toBe(0);
    expect(stations.places()).toMatchObject({ count: 4, refusing: 1 });
    expect(() => stations.drain(1)).toThrow("the station is there");
    expect(() => stations.open({ id: 1, service: 0, zone: "a", processor: ONE_CORE })).toThrow("never used again");
  });
});
