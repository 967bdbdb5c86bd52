// Stations that are chosen by how full they are: the limits of the fit. How good it is in between, the comparison with the exact way shows.

import { describe, expect, it } from "vitest";

import { stateInCrew } from "../../../src/queueing/analytic/station-crew.ts";
import { stateAt } from "../../../src/queueing/analytic/station-state.ts";
import { PLAIN, rateFor } from "./settings.ts";

describe("a crew of stations", () => {
  it.each([
    [PLAIN, 1],
    [{ ...PLAIN, places: 1 }, 1],
    [{ ...PLAIN, cores: 2 }, 2],
    [{ ...PLAIN, cores: 0.5 }, 0.5],
  ])("lies between one big station and stations chosen without looking (%#)", (setting, cores) => {
    for (const crew of [2, 5, 20]) {
      for (const load of [0.2, 0.6, 0.9]) {
        const rate = rateFor(load, cores);
        const found = stateInCrew(setting, crew, rate).present;
        expect(found).toBeLessThan(stateAt(setting, rate).present * 1.001);
        expect(found).toBeGreaterThanOrEqual(((rate * setting.workUs) / Math.min(1, cores)) * 0.999);
      }
    }
  });

  it("of one is the station", () => {
    for (const setting of [PLAIN, { ...PLAIN, places: 1 }])
      expect(stateInCrew(setting, 1, rateFor(0.7)).present).toBeCloseTo(stateAt(setting, rateFor(0.7)).present, 6);
  });

  it("is told the less by numbers, the more of them use no core", () => {
    const setting = { ...PLAIN, workUs: 1_000, heldUs: 9_000 };
    const [seen, unseen] = [stateInCrew({ ...setting, heldUs: 0 }, 4, 8e-4), stateInCrew(setting, 4, 8e-4)];
    expect(unseen.stretch).toBeGreaterThan(seen.stretch);
    expect(unseen.stretch).toBeLessThan(stateAt(setting, 8e-4).stretch);
  });
});
