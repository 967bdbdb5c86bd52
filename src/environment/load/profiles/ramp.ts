// From one rate to another in a straight line.

import { z } from "zod";

import { durationOption } from "../../option-types.ts";
import type { LoadProfile, ProfileReader } from "../load-profile.ts";
import { rateOption, readResolution, readSpan, RESOLUTION_OPTION, type ValueRange } from "../profile-options.ts";
import { meanOfSegments, SegmentPath, segmentsBetween, type Segments } from "../segments.ts";

function optionsOf(values: ValueRange) {
  return z
    .strictObject({
      from: rateOption("The rate before it", values),
      to: rateOption("The rate after it", values),
      at: durationOption("When it begins; absent: at once").optional(),
      over: durationOption("How long it takes"),
      resolution: RESOLUTION_OPTION,
    })
    .meta({ description: "From one rate to another in a straight line" });
}

type RampOptions = z.infer<ReturnType<typeof optionsOf>>;

export const RAMP: LoadProfile = {
  name: "ramp",
  source: "load generators' ramping stages (k6 ramping-arrival-rate)",
  options: optionsOf,
  read: (options, reader) => ({ lines: readRamp(options as RampOptions, reader) }),
  create: ({ lines }) => new SegmentPath(lines as Segments),
  meanPerSecond: ({ lines }) => meanOfSegments(lines as Segments),
};

function readRamp({ from, to, at, over, resolution }: RampOptions, reader: ProfileReader): Segments {
  const atUs = readSpan(at, ["at"], reader);
  const endUs = atUs + reader.spanOf(over, ["over"]);
  const corners = [
    { atUs: 0, before: from, after: from },
    { atUs, before: from, after: from },
    { atUs: endUs, before: to, after: to },
  ];
  return segmentsBetween(corners, Infinity, readResolution(resolution, reader));
}
