// The two points that a metrics-server holds of a container, beside one that stores what each scrape brings.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { ContainerPoints, NO_POINT } from "../../../src/components/metrics-server/container-points.ts";

const SECOND = 1_000_000;

interface Stored {
  readonly lastUs: number;
  readonly previousUs: number;
}

/** What Store() makes of a measurement, one scrape after the other; undefined: the scrape did not bring the container. */
function stored(before: Stored, measuredUs: number | undefined, startedUs: number, resolutionUs: number): Stored {
  if (measuredUs === undefined) return { lastUs: NO_POINT, previousUs: NO_POINT };
  const ageUs = measuredUs - startedUs;
  if (startedUs < measuredUs && ageUs < resolutionUs && ageUs >= 10 * SECOND) {
    return { lastUs: measuredUs, previousUs: startedUs };
  }
  if (before.lastUs === NO_POINT || startedUs >= before.lastUs) return { lastUs: measuredUs, previousUs: NO_POINT };
  if (measuredUs > before.lastUs) return { lastUs: measuredUs, previousUs: before.lastUs };
  return { lastUs: measuredUs, previousUs: before.previousUs < measuredUs ? before.previousUs : NO_POINT };
}

const resolution = fc.constantFrom(10, 15, 30, 60, 180).map((seconds) => seconds * SECOND);
const started = fc.oneof(fc.nat(100 * SECOND), fc.integer({ min: -90 * SECOND, max: 0 }), fc.constant(-1e12));

describe("the points of a container", () => {
  it("are those that all scrapes since its start have left, whichever of them somebody asks for", () => {
    fc.assert(
      fc.property(
        resolution,
        started,
        fc.nat(999),
        fc.uniqueArray(fc.nat(60), { maxLength: 12 }),
        fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 12 }),
        (resolutionUs, startedUs, drawId, silent, asked) => {
          const node = {
            resolutionUs,
            reachedUs: (scrape: number) => (silent.includes(scrape) ? undefined : scrape * resolutionUs + 777),
          };
          const points = new ContainerPoints(new EntityDraws("7", "measured"));
          const [measured, row] = [points.add(startedUs, drawId), points.add(startedUs, drawId)];
          // Each measurement, as one who asks at every second finds them.
          const all: number[] = [];
          const often = { resolutionUs: SECOND, reachedUs: (scrape: number) => (scrape + 1) * SECOND };
          for (let second = -90; second <= (61 * resolutionUs) / SECOND; second += 1) {
            points.moveTo(measured, second, often);
            const lastUs = points.lastUs(measured);
            if (lastUs !== NO_POINT && lastUs !== all.at(-1)) all.push(lastUs);
          }
          let state: Stored = { lastUs: NO_POINT, previousUs: NO_POINT };
          const first = Math.floor((-60 * SECOND) / resolutionUs);
          for (let scrape = first; scrape <= 60; scrape += 1) {
            const reachedUs = node.reachedUs(scrape);
            const found = reachedUs === undefined ? undefined : all.findLast((us) => us <= reachedUs);
            state = stored(state, found, startedUs, resolutionUs);
            if (!asked.includes(scrape)) continue;
            points.moveTo(row, scrape, node);
            expect({ lastUs: points.lastUs(row), previousUs: points.previousUs(row) }).toEqual(state);
          }
        },
      ),
      { seed: 41, numRuns: 150 },
    );
  });

  it("are of measurements 10 to 20 s apart, 15 s in the mean", () => {
    const points = new ContainerPoints(new EntityDraws("7", "measured"));
    const row = points.add(0, 5);
    const node = { resolutionUs: 10 * SECOND, reachedUs: (scrape: number) => scrape * 10 * SECOND };
    const gaps: number[] = [];
    for (let scrape = 0; scrape < 3000; scrape += 1) {
      const beforeUs = points.lastUs(row);
      points.moveTo(row, scrape, node);
      const lastUs = points.lastUs(row);
      if (beforeUs > SECOND && lastUs !== beforeUs) gaps.push((lastUs - beforeUs) / SECOND);
    }
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(20);
    const mean = gaps.reduce((total, gap) => total + gap, 0) / gaps.length;
    expect(Math.abs(mean - 15)).toBeLessThan(0.25);
  });
});
