// A rate that swings about its mean.

import { z } from "zod";

import { durationOption } from "../../option-types.ts";
import type { LoadProfile, ProfileReader } from "../load-profile.ts";
import { rateOption, readResolution, RESOLUTION_OPTION, type ValueRange } from "../profile-options.ts";
import { meanOfWave, wavePath, type Wave } from "../wave.ts";

function optionsOf(values: ValueRange) {
  return z
    .strictObject({
      mean: rateOption("The mean", values),
      amplitude: rateOption("How far it goes from there, up and down; at most the mean", values),
      period: durationOption("From one peak to the next"),
      peakAt: durationOption("When it first peaks; absent: after a quarter of the period").optional(),
      resolution: RESOLUTION_OPTION,
    })
    .meta({ description: "A rate that swings about its mean" });
}

type SineOptions = z.infer<ReturnType<typeof optionsOf>>;

export const SINE: LoadProfile = {
  name: "sine",
  source: "a sine wave, the usual first model of load that comes and goes",
  options: optionsOf,
  read: (options, reader) => ({ wave: readSine(options as SineOptions, reader) }),
  create: ({ wave }) => wavePath(wave as Wave),
  meanPerSecond: ({ wave }) => meanOfWave(wave as Wave),
};

function readSine({ mean, amplitude, period, peakAt, resolution }: SineOptions, reader: ProfileReader): Wave {
  if (amplitude > mean) {
    const message = `amplitude: ${amplitude} is more than the mean, so that rates would be negative`;
    reader.report(["amplitude"], { code: "out-of-range", message, expected: `0 to ${mean}` });
  }
  const periodUs = Math.max(1, reader.spanOf(period, ["period"]));
  const resolutionUs = readResolution(resolution, reader);
  if (periodUs <= resolutionUs) {
    const message = `period: ${period} is no longer than one step`;
    reader.report(["period"], { code: "out-of-range", message, expected: "more than resolution (15s if absent)" });
  }
  const peakUs = peakAt === undefined ? periodUs / 4 : reader.spanOf(peakAt, ["peakAt"]);
  return { mean, amplitude, periodUs, peakUs, resolutionUs, weekTimeUs: 0, dayFactors: null };
}
