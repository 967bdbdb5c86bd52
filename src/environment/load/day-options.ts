// What profiles of days have in common: a low, a high, and the time of day at which it is high, by the run's wall clock (UTC).

import { z } from "zod";

import type { ProfileReader } from "./load-profile.ts";
import { rateOption, readResolution, RESOLUTION_OPTION, type ValueRange } from "./profile-options.ts";
import { US_PER_DAY, type Wave } from "./wave.ts";

const US_PER_HOUR = 3_600_000_000;
const US_PER_MINUTE = 60_000_000;
const DEFAULT_PEAK = "14:00";

export function dayOptions(values: ValueRange) {
  return z.strictObject({
    low: rateOption("The rate at its lowest, half a day from the peak", values),
    high: rateOption("The rate at its highest", values),
    peakAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional()
      .meta({ description: `When it is highest, a time of day in UTC such as "20:30"; absent: ${DEFAULT_PEAK}` }),
    resolution: RESOLUTION_OPTION,
  });
}

export type DayOptions = z.infer<ReturnType<typeof dayOptions>>;

/** The wave of 24 hours. `dayFactors`: Monday first; null: all days are alike. */
export function readDay(options: DayOptions, dayFactors: readonly number[] | null, reader: ProfileReader): Wave {
  const { low, high, peakAt = DEFAULT_PEAK, resolution } = options;
  if (low > high) {
    const message = `low: ${low} is more than high`;
    reader.report(["low"], { code: "out-of-range", message, expected: `0 to ${high}` });
  }
  const [hours = 0, minutes = 0] = peakAt.split(":").map(Number);
  const { weekTimeUs } = reader;
  return {
    mean: (low + high) / 2,
    amplitude: (high - low) / 2,
    periodUs: US_PER_DAY,
    peakUs: hours * US_PER_HOUR + minutes * US_PER_MINUTE - (weekTimeUs % US_PER_DAY),
    resolutionUs: readResolution(resolution, reader),
    weekTimeUs,
    dayFactors,
  };
}
