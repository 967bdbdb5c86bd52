// What is remembered of groups, and when it is worked out anew.

import { describe, expect, it } from "vitest";

import type { Worked } from "../../../src/queueing/analytic/group-memory.ts";
import type { StationGroup } from "../../../src/queueing/analytic/station-group.ts";
import type { Station } from "../../../src/queueing/analytic/station.ts";

import { AT_ONCE, type DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";
import { GroupMemory } from "../../../src/queueing/analytic/group-memory.ts";
import { EMPTY_STATE, newGroup } from "../../../src/queueing/analytic/station-group.ts";
import { stationOf } from "../../../src/queueing/analytic/station.ts";
import { PLAIN } from "./settings.ts";

const STATION: Station = stationOf(PLAIN, undefined, 1);

/** A group with a memory, which counts how often something is worked out. */
class Trial {
  readonly memory = new GroupMemory();
  group: StationGroup = newGroup([0], { speed: 1, cores: 1 }, "", true);
  states = 0;
  laws = 0;

  workOut(station: Station = STATION): void {
    const work = (): Worked => {
      this.states += 1;
      return {
        state: { ...EMPTY_STATE, present: this.states },
        served: this.group.rate,
        varianceUs: 2,
        variancesEnd: 3,
      };
    };
    this.memory.workOut(this.group, station, work);
  }

  law(place = 0): void {
    const build = (): DiscreteLaw => {
      this.laws += 1;
      return AT_ONCE;
    };
    this.memory.law(this.group, place, build);
  }
}

describe("what is remembered of a group", () => {
  it("is its state at a rate, set again where it was changed meanwhile", () => {
    const trial = new Trial();
    trial.group.rate = 1e-5;
    trial.workOut();
    [trial.group.state, trial.group.served] = [EMPTY_STATE, 0];
    trial.workOut();
    expect(trial.states).toBe(1);
    expect(trial.group).toMatchObject({ state: { present: 1 }, served: 1e-5, varianceUs: 2, variancesEnd: 3 });
    trial.group.rate = 2e-5;
    trial.workOut();
    expect(trial.group).toMatchObject({ state: { present: 2 }, served: 2e-5 });
  });

  it("depends on the number present, and not on the rate, where that goes its own way", () => {
    const trial = new Trial();
    [trial.group.isMoving, trial.group.present] = [true, 7];
    trial.workOut();
    trial.group.rate = 2e-5;
    trial.workOut();
    expect(trial.states).toBe(1);
    trial.group.present = 8;
    trial.workOut();
    expect(trial.states).toBe(2);
  });

  it("holds for its station only", () => {
    const trial = new Trial();
    trial.workOut();
    trial.workOut(stationOf({ ...PLAIN, cores: 2 }, undefined, 1));
    expect(trial.states).toBe(2);
  });
});

describe("a remembered law", () => {
  it("is one for each class, until the number, the lateness or the variance of one that goes its own way changes", () => {
    const trial = new Trial();
    [trial.group.isMoving, trial.group.present] = [true, 7];
    trial.workOut();
    for (const place of [0, 1, 0, 1]) trial.law(place);
    expect(trial.laws).toBe(2);
    trial.group.lateness = 1.5;
    trial.law();
    trial.group.variance = 4;
    trial.law();
    trial.group.present = 8;
    trial.workOut();
    trial.law();
    expect(trial.laws).toBe(5);
  });

  it("is that of the rate alone where a group stays as its rate makes it, and of all groups at that rate", () => {
    const trial = new Trial();
    trial.workOut();
    trial.law();
    [trial.group.lateness, trial.group.variance] = [1.5, 4];
    trial.law();
    const first = trial.group;
    trial.group = newGroup([1, 2], { speed: 1, cores: 1 }, "", true);
    trial.workOut();
    trial.law();
    expect([trial.states, trial.laws]).toEqual([1, 1]);
    expect(trial.group.state).toBe(first.state);
    trial.group.rate = 1e-5;
    trial.workOut();
    trial.law();
    expect([trial.states, trial.laws]).toEqual([2, 2]);
  });

  it("is built anew where the group goes its own way since its state was worked out", () => {
    const trial = new Trial();
    trial.workOut();
    trial.law();
    trial.group.isMoving = true;
    trial.law();
    expect(trial.laws).toBe(2);
  });

  it("is forgotten with its state", () => {
    const trial = new Trial();
    trial.workOut();
    trial.law();
    trial.memory.forget(trial.group);
    trial.law();
    expect(trial.laws).toBe(2);
  });
});
