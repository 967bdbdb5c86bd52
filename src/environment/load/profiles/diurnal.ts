// Day and night: high at one time of day, low half a day later.

import type { LoadProfile } from "../load-profile.ts";
import { dayOptions, readDay, type DayOptions } from "../day-options.ts";
import { meanOfWave, wavePath, type Wave } from "../wave.ts";

export const DIURNAL: LoadProfile = {
  name: "diurnal",
  source: "daily cycles of web traffic, as a cosine of 24 hours",
  options: (values) => dayOptions(values).meta({ description: "Day and night: high at one time of day, low at night" }),
  read: (options, reader) => ({ wave: readDay(options as DayOptions, null, reader) }),
  create: ({ wave }) => wavePath(wave as Wave),
  meanPerSecond: ({ wave }) => meanOfWave(wave as Wave),
};
