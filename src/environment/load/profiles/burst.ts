// A crowd that comes, stays and goes: once, or again and again.

import { z } from "zod";

import { durationOption } from "../../option-types.ts";
import type { LoadProfile, ProfileReader } from "../load-profile.ts";
import { rateOption, readResolution, readSpan, RESOLUTION_OPTION, type ValueRange } from "../profile-options.ts";
import { meanOfSegments, SegmentPath, segmentsBetween, type Segments } from "../segments.ts";

function optionsOf(values: ValueRange) {
  return z
    .strictObject({
      base: rateOption("The rate before and after it; absent: 0", values).optional(),
      peak: rateOption("The rate at its height", values),
      at: durationOption("When it begins to rise; absent: at once").optional(),
      rise: durationOption("How long it rises, in a straight line; absent: it is there at once").optional(),
      for: durationOption("How long it stays at its height"),
      fall: durationOption("How long it falls, in a straight line; absent: it is gone at once").optional(),
      every: durationOption("It comes again each time this span has passed").optional(),
      resolution: RESOLUTION_OPTION,
    })
    .meta({ description: "A crowd that comes, stays and goes; every: again and again" });
}

type BurstOptions = z.infer<ReturnType<typeof optionsOf>>;

export const BURST: LoadProfile = {
  name: "burst",
  source: "flash crowds: a sale, a mail to all customers, the turn of an hour",
  options: optionsOf,
  read: (options, reader) => ({ lines: readBurst(options as BurstOptions, reader) }),
  create: ({ lines }) => new SegmentPath(lines as Segments),
  meanPerSecond: ({ lines }) => meanOfSegments(lines as Segments),
};

function readBurst(options: BurstOptions, reader: ProfileReader): Segments {
  const { base = 0, peak } = options;
  const atUs = readSpan(options.at, ["at"], reader);
  const highUs = atUs + readSpan(options.rise, ["rise"], reader);
  const fallUs = highUs + reader.spanOf(options.for, ["for"]);
  const endUs = fallUs + readSpan(options.fall, ["fall"], reader);
  const isSudden = highUs === atUs;
  const corners = [
    { atUs: 0, before: base, after: base },
    { atUs, before: base, after: isSudden ? peak : base },
    { atUs: highUs, before: peak, after: peak },
    { atUs: fallUs, before: peak, after: fallUs === endUs ? base : peak },
    { atUs: endUs, before: base, after: base },
  ];
  const { every, resolution } = options;
  const lines = segmentsBetween(
    corners,
    every === undefined ? Infinity : atUs + readPeriod(every, endUs - atUs, reader),
    readResolution(resolution, reader),
  );
  // What comes again begins with the rise; before the first there is a line only where there is time for it.
  return lines.backTo === null ? lines : { ...lines, backTo: atUs > 0 ? 1 : 0 };
}

function readPeriod(every: string, lengthUs: number, reader: ProfileReader): number {
  const us = reader.spanOf(every, ["every"]);
  if (us > lengthUs) return us;
  const message = `every: ${every} comes before the burst is over`;
  reader.report(["every"], { code: "out-of-range", message, expected: "more than rise, for and fall together" });
  return lengthUs + 1;
}
