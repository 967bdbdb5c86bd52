// Which devices a pod gets, and when there are too few.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  fitsDevices,
  roomiestDevices,
  sharesDevice,
  suitableDevices,
  tightestDevices,
} from "../../src/model/device-choice.ts";
import type { DeviceWish } from "../../src/model/device-wish.ts";

function wish(devices: number, milliEach: number): DeviceWish {
  return { devices, milliEach, models: [], pinned: [] };
}

describe("choosing devices", () => {
  it("takes the tightest one that is enough, the first of equal ones", () => {
    expect(tightestDevices([1000, 500, 300, 300], wish(1, 250))).toEqual([2]);
    expect(tightestDevices([1000, 500, 300, 300], wish(1, 400))).toEqual([1]);
  });

  it("takes the roomiest one, the first of equal ones", () => {
    expect(roomiestDevices([300, 1000, 500, 1000], wish(1, 250))).toEqual([1]);
  });

  it("takes the first whole devices", () => {
    expect(tightestDevices([1000, 999, 1000, 1000], wish(2, 1000))).toEqual([0, 2]);
  });

  it("takes none where too few are left", () => {
    expect(tightestDevices([1000, 999], wish(2, 1000))).toBeUndefined();
    expect(roomiestDevices([], wish(1, 1))).toBeUndefined();
  });

  it("finds out who shares", () => {
    expect([wish(1, 999), wish(1, 1000), wish(2, 500)].map(sharesDevice)).toEqual([true, false, false]);
  });

  it("agrees with itself: what fits can be chosen, and what is chosen is enough", () => {
    const frees = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 8 });
    const wishes = fc.record({ devices: fc.integer({ min: 1, max: 4 }), milliEach: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(frees, wishes, (free, { devices, milliEach }) => {
        const asked = wish(devices, milliEach);
        for (const chosen of [tightestDevices(free, asked), roomiestDevices(free, asked)]) {
          expect(chosen !== undefined).toBe(fitsDevices(free, asked));
          if (chosen === undefined) continue;
          expect(new Set(chosen).size).toBe(devices);
          expect(chosen.every((device) => free[device]! >= milliEach)).toBe(true);
        }
        expect(suitableDevices(free, asked).length >= devices).toBe(fitsDevices(free, asked));
      }),
      { seed: 5 },
    );
  });
});
