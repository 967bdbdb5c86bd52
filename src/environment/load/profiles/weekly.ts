// Day and night, and days of the week that differ.

import { z } from "zod";

import { dayOptions, readDay, type DayOptions } from "../day-options.ts";
import type { LoadProfile } from "../load-profile.ts";
import type { ValueRange } from "../profile-options.ts";
import { DAYS_PER_WEEK, meanOfWave, wavePath, type Wave } from "../wave.ts";

/** Working days as they are, and less at the weekend. */
const DEFAULT_DAYS = [1, 1, 1, 1, 1, 0.6, 0.6];
const MAX_FACTOR = 1_000;
const DAYS = "Seven factors by which the days differ, Monday first";

function optionsOf(values: ValueRange) {
  const days = z
    .array(
      z
        .number()
        .min(0)
        .max(MAX_FACTOR)
        .meta({ description: `A factor, 0 to ${MAX_FACTOR}` }),
    )
    .length(DAYS_PER_WEEK)
    .optional()
    .meta({ description: `${DAYS}; absent: ${DEFAULT_DAYS.join(", ")}` });
  return dayOptions(values).extend({ days }).meta({ description: "Day and night, and days of the week that differ" });
}

type WeekOptions = DayOptions & { readonly days?: readonly number[] };

export const WEEKLY: LoadProfile = {
  name: "weekly",
  source: "weekly cycles of web traffic, as a cosine of 24 hours times a factor a day",
  options: optionsOf,
  read: (options, reader) => {
    const { days = DEFAULT_DAYS } = options as WeekOptions;
    return { wave: readDay(options as WeekOptions, days, reader) };
  },
  create: ({ wave }) => wavePath(wave as Wave),
  meanPerSecond: ({ wave }) => meanOfWave(wave as Wave),
};
