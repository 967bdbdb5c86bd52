// What all load profiles promise: their options, their paths, their means, and that a path can be saved anywhere.

import { describe, expect, it } from "vitest";
import { z } from "zod";

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { createRatePath, LOAD_PROFILES, meanRate } from "../../../src/environment/load/load-profiles.ts";
import { METRIC_VALUES, REQUEST_RATES } from "../../../src/environment/load/profile-options.ts";

import { DAY, HOUR, pieces, profile, requestsUntil } from "./profile-world.ts";

/** Options of each profile, and a whole number of its periods. */
const CASES: Readonly<
  Record<string, { readonly options: Readonly<Record<string, unknown>>; readonly spanUs: number }>
> = {
  constant: { options: { rate: 12.5 }, spanUs: HOUR },
  steps: {
    options: {
      rates: [
        { at: "10m", rate: 5 },
        { at: "30m", rate: 20 },
      ],
      every: "1h",
    },
    spanUs: 10 * HOUR,
  },
  ramp: { options: { from: 10, to: 70, over: "1h" }, spanUs: HOUR },
  burst: { options: { base: 3, peak: 90, rise: "50s", for: "7m", fall: "100s", every: "1h" }, spanUs: 5 * HOUR },
  sine: { options: { mean: 20, amplitude: 20, period: "7m" }, spanUs: 70 * 60_000_000 },
  diurnal: { options: { low: 5, high: 100, peakAt: "20:30" }, spanUs: 3 * DAY },
  weekly: { options: { low: 5, high: 100 }, spanUs: 14 * DAY },
  poisson: { options: { rate: 40 }, spanUs: 100 * HOUR },
  mmpp: {
    options: {
      states: [
        { rate: 100, mean: "20s" },
        { rate: 10, mean: "60s" },
        { rate: 30, mean: "40s" },
      ],
    },
    spanUs: 500 * HOUR,
  },
  recorded: { options: { file: "rps.csv", atEnd: "loop", skip: "7m", interpolation: "linear" }, spanUs: HOUR },
};

/** What is drawn comes near its mean; a ramp has it on its way, not at its end. */
const TOLERANCES: Readonly<Record<string, number>> = { poisson: 0.002, mmpp: 0.02 };
const MEANS: Readonly<Record<string, number>> = { ramp: 40 };

const FILES = { "rps.csv": "time,rps\n0,10\n300,30\n600,20\n900,0\n" };

function read(name: string, seed = "1") {
  const definition = LOAD_PROFILES.find((one) => one.name === name)!;
  return profile(definition, CASES[name]!.options, { files: FILES, weekTimeUs: 2 * DAY + 5 * HOUR }, seed);
}

describe.each(LOAD_PROFILES.map(({ options, ...rest }) => ({ ...rest, options: options(REQUEST_RATES) })))(
  "$name",
  ({ name, options, source, create, meanPerSecond }) => {
    it("says what it imitates, describes all its options and knows no others", () => {
      expect(source).not.toBe("");
      expect(options.description).toBeDefined();
      const fields = Object.entries(
        (z.toJSONSchema(options) as { properties: Record<string, { description?: string }> }).properties,
      );
      expect(fields.filter(([, field]) => field.description === undefined)).toEqual([]);
      expect(options.safeParse({ nonsense: 1 }).success).toBe(false);
    });

    it("reads its options to plain data that can be sent to a worker", () => {
      const { settings, told } = read(name);
      expect(told).toEqual([]);
      expect(structuredClone(settings)).toEqual(settings);
    });

    it("comes to the mean that its options say", () => {
      const { settings, path } = read(name);
      const { spanUs } = CASES[name]!;
      const mean = requestsUntil(path, spanUs) / (spanUs / 1_000_000);
      const said = MEANS[name] ?? meanPerSecond(settings)!;
      expect(Math.abs(mean / said - 1)).toBeLessThan(TOLERANCES[name] ?? 1e-9);
    });

    it("begins at once, and goes on from piece to piece with rates that are none below zero", () => {
      const { path } = read(name);
      expect(path.fromUs).toBe(0);
      for (let piece = 0; piece < 1_000 && path.untilUs !== Infinity; piece += 1) {
        const { untilUs, perSecond } = path;
        expect(Number.isSafeInteger(untilUs) && untilUs > path.fromUs && perSecond >= 0).toBe(true);
        path.advance();
        expect(path.fromUs).toBe(untilUs);
      }
    });

    it("goes on as it would have from wherever it was saved", () => {
      const { settings, path } = read(name);
      const other = create(settings, new EntityDraws("1", "load/test/0"));
      for (let piece = 0; piece < 40 && path.untilUs !== Infinity; piece += 1) {
        path.advance();
        if (piece % 13 !== 0) continue;
        other.restore(path.snapshot());
        const third = create(settings, new EntityDraws("1", "load/test/0"));
        third.restore(path.snapshot());
        expect(pieces(third, 20)).toEqual(pieces(other, 20));
        other.restore(path.snapshot());
        const [place] = pieces(other, 1);
        expect(place).toBe(`${path.fromUs / 1_000_000} ${Number(path.perSecond.toPrecision(6))}`);
      }
    });

    it("is the same again for a seed, and of another seed where it draws", () => {
      const first = pieces(read(name).path, 30);
      expect(pieces(read(name).path, 30)).toEqual(first);
      const isDrawn = Object.hasOwn(TOLERANCES, name);
      expect(pieces(read(name, "2").path, 30).join() !== first.join()).toBe(isDrawn);
    });
  },
);

describe("a planned rate", () => {
  const planned = [
    { kind: "constant", settings: { rate: 5 } },
    { kind: "poisson", settings: { rate: 10, resolutionUs: 15_000_000 } },
    { kind: "poisson", settings: { rate: 10, resolutionUs: 15_000_000 } },
  ];

  it("is the sum of its profiles, each with its own chance", () => {
    const alone = (index: number, name: string) =>
      createRatePath([planned[index]!], name, new RandomStreams("1")).perSecond;
    const together = createRatePath(planned, "web", new RandomStreams("1"));
    expect(together.perSecond).toBeGreaterThan(5 + alone(1, "web"));
    expect(alone(1, "web")).not.toBe(alone(1, "cart"));
    expect(meanRate(planned)).toBe(25);
  });

  it("is nothing without profiles", () => {
    const path = createRatePath([], "web", new RandomStreams("1"));
    expect([path.fromUs, path.untilUs, path.perSecond]).toEqual([0, Infinity, 0]);
    expect(meanRate([])).toBe(0);
  });
});

describe("the list of load profiles", () => {
  it("has each name once, and a case here for each", () => {
    expect(LOAD_PROFILES.map(({ name }) => name)).toEqual(Object.keys(CASES));
    const texts = (values: typeof METRIC_VALUES) =>
      LOAD_PROFILES.map(({ options }) => JSON.stringify(z.toJSONSchema(options(values))));
    for (const text of texts(METRIC_VALUES)) expect(text).not.toContain(REQUEST_RATES.unit);
  });
});
