// Rates that hold from their times on.

import { z } from "zod";

import { durationOption } from "../../option-types.ts";
import type { LoadProfile, ProfileReader } from "../load-profile.ts";
import { rateOption, type ValueRange } from "../profile-options.ts";
import { meanOfSegments, SegmentPath, segmentsBetween, type Segments } from "../segments.ts";

function optionsOf(values: ValueRange) {
  return z
    .strictObject({
      rates: z
        .array(
          z
            .strictObject({ at: durationOption("From when on"), rate: rateOption("The rate from then on", values) })
            .meta({ description: "A time and a rate: at and rate" }),
        )
        .min(1)
        .meta({ description: "A list of times and rates, in the order of time; before the first there is nothing" }),
      every: durationOption("All of it happens again each time this span has passed").optional(),
    })
    .meta({ description: "Rates that hold from their times on" });
}

type StepOptions = z.infer<ReturnType<typeof optionsOf>>;

export const STEPS: LoadProfile = {
  name: "steps",
  source: "load generators' stages without ramps (k6, Locust's LoadTestShape)",
  options: optionsOf,
  read: (options, reader) => ({ lines: readSteps(options as StepOptions, reader) }),
  create: ({ lines }) => new SegmentPath(lines as Segments),
  meanPerSecond: ({ lines }) => meanOfSegments(lines as Segments),
};

function readSteps({ rates, every }: StepOptions, reader: ProfileReader): Segments {
  const times = rates.map(({ at }, index) => reader.spanOf(at, ["rates", index, "at"]));
  for (const [index, atUs] of times.entries()) {
    if (index === 0 || atUs > times[index - 1]!) continue;
    const message = `at: ${rates[index]!.at} does not come after ${rates[index - 1]!.at}`;
    reader.report(["rates", index, "at"], { code: "unsorted-times", message, expected: "times that ascend" });
  }
  const periodUs = every === undefined ? Infinity : reader.spanOf(every, ["every"]);
  if (periodUs <= times.at(-1)!) {
    const message = `every: ${every} comes before the last rate does`;
    reader.report(["every"], { code: "out-of-range", message, expected: `more than ${rates.at(-1)!.at}` });
    return segmentsBetween([{ atUs: 0, before: 0, after: 0 }], Infinity, 1);
  }
  const before = times[0]! > 0 ? [{ atUs: 0, before: 0, after: 0 }] : [];
  const corners = rates.map(({ rate }, index) => ({
    atUs: times[index]!,
    before: rates[index - 1]?.rate ?? 0,
    after: rate,
  }));
  return segmentsBetween([...before, ...corners], periodUs, 1);
}
