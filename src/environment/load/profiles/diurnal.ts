// Day and night: high at one time of day, low half a day later.

import { z } from "zod";

import type { LoadProfile } from "../load-profile.ts";
import { DAY_OPTIONS, readDay, type DayOptions } from "../day-options.ts";
import { meanOfWave, wavePath, type Wave } from "../wave.ts";

const OPTIONS = z
  .strictObject(DAY_OPTIONS)
  .meta({ description: "Day and night: high at one time of day, low at night" });

export const DIURNAL: LoadProfile = {
  name: "diurnal",
  source: "daily cycles of web traffic, as a cosine of 24 hours",
  options: OPTIONS,
  read: (options, reader) => ({ wave: readDay(options as DayOptions, null, reader) }),
  create: ({ wave }) => wavePath(wave as Wave),
  meanPerSecond: ({ wave }) => meanOfWave(wave as Wave),
};
