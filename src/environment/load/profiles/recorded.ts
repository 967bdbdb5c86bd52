// What was measured: a series out of a file, played as it was, scaled, from any of its moments on, once or again and again.

import { z } from "zod";

import { durationOption, textOption } from "../../option-types.ts";
import type { LoadProfile, ProfileReader } from "../load-profile.ts";
import { readResolution, readSpan, readStep } from "../profile-options.ts";
import { meanOfSegments, peakOfSegments, SegmentPath, type Segments } from "../segments.ts";
import { checkNumber, checkOrder, checkSeries } from "../series/check-series.ts";
import { readSeries } from "../series/read-series.ts";
import { countRequests, inSteps, linesOf, type LineList } from "../series/series-lines.ts";
import type { Series } from "../series/series.ts";

const MAX_SCALE = 1_000_000;

const OPTIONS = z
  .strictObject({
    file: textOption("Path of a CSV file with a header, or of Prometheus' answer to a range query (JSON)"),
    time: textOption("The column of times; absent: the first").optional(),
    column: textOption("The column of values; absent: the only other one").optional(),
    series: z
      .record(z.string(), z.string().meta({ description: "A text" }))
      .optional()
      .meta({ description: "Labels of the series that is meant, where Prometheus' answer has several" }),
    values: z
      .enum(["perSecond", "perMinute", "perHour", "counts", "requests"])
      .optional()
      .meta({
        description:
          "What a value is: perSecond (the default), perMinute, perHour, counts (from its time to the next), or requests " +
          "(there are no values: each row is one request)",
      }),
    scale: z
      .number()
      .positive()
      .max(MAX_SCALE)
      .optional()
      .meta({ description: `A factor for all values, more than 0, at most ${MAX_SCALE}; absent: 1` }),
    skip: durationOption("How far into the series the run begins; absent: at its first point").optional(),
    interpolation: z
      .enum(["none", "linear"])
      .optional()
      .meta({ description: "Between points: none (a value holds until the next, the default) or linear" }),
    gaps: z.enum(["hold", "zero", "linear"]).optional().meta({
      description: "Where points are missing: hold, zero or linear (a straight line); absent: a gap is a mistake",
    }),
    atEnd: z.enum(["loop", "hold", "zero"]).optional().meta({
      description:
        "After the last point: loop (from the first again), hold or zero; absent: a series that ends before the run is a mistake",
    }),
    resolution: durationOption(
      "Points are averaged over steps of this length, at least 100ms; requests are counted, and slopes cut, in such steps " +
        "(absent: 15s)",
    ).optional(),
  })
  .meta({ description: "A recorded series out of a file" });

type RecordedOptions = z.infer<typeof OPTIONS>;

/** In the place of a series that could not be read, which has been told. */
const NOTHING: Segments = {
  untilUs: Float64Array.of(Infinity),
  from: Float64Array.of(0),
  to: Float64Array.of(0),
  backTo: null,
  offsetUs: 0,
  resolutionUs: 1,
};

export const RECORDED: LoadProfile = {
  name: "recorded",
  source: "CSV files (NAB, Azure traces, exports of any kind), Prometheus' HTTP API (/api/v1/query_range, v3)",
  options: () => OPTIONS,
  read: (options, reader) => ({ lines: readRecorded(options as RecordedOptions, reader) ?? NOTHING }),
  create: ({ lines }) => new SegmentPath(lines as Segments),
  meanPerSecond: ({ lines }) => meanOfSegments(lines as Segments),
};

function readRecorded(options: RecordedOptions, reader: ProfileReader): Segments | undefined {
  const { time, column, series: labels, values } = options;
  const series = readSeries({ time, column, labels, hasValues: values !== "requests" }, reader);
  const offsetUs = readSpan(options.skip, ["skip"], reader);
  const lines = series === undefined ? undefined : readLines(series, offsetUs, options, reader);
  if (lines === undefined) return undefined;
  const { endUs } = lines;
  if (offsetUs >= endUs) {
    const message = `skip: ${options.skip} is as long as the series, or longer`;
    reader.report(["skip"], { code: "out-of-range", message, expected: `less than ${endUs / 1_000_000}s` });
    return undefined;
  }
  checkLength(endUs - offsetUs, options, reader);
  const { atEnd = "hold", resolution } = options;
  const resolutionUs = readResolution(resolution, reader);
  const rest = atEnd === "zero" ? 0 : atEnd === "loop" ? null : lines.last;
  const segments = lines.segments(rest, offsetUs, resolutionUs);
  checkPeak(peakOfSegments(segments), options, reader);
  return segments;
}

function readLines(
  series: Series,
  fromUs: number,
  options: RecordedOptions,
  reader: ProfileReader,
): LineList | undefined {
  const { values = "perSecond", scale = 1, interpolation = "none", gaps, atEnd = "hold", resolution } = options;
  if (values === "requests") {
    if (!checkNumber(series, reader.sink) || !checkOrder(series, "not descending", reader.sink)) return undefined;
    return countRequests(series, readResolution(resolution, reader), scale);
  }
  const part = { fromUs, untilUs: fromUs + (reader.horizonUs ?? Infinity), isRepeated: atEnd === "loop" };
  const grid = checkSeries(series, gaps, part, reader.sink);
  if (grid === undefined) return undefined;
  const lines = linesOf(series, grid, { meaning: values, scale, interpolation, gaps: gaps ?? "hold", atEnd });
  if (resolution === undefined || interpolation === "linear" || gaps === "linear") return lines;
  const stepUs = readStep(resolution, ["resolution"], reader);
  return inSteps(lines.segments(null, 0, stepUs), lines.endUs, stepUs);
}

/** Values are in range by themselves, and may be multiplied out of it. */
function checkPeak(peak: number, { file, scale }: RecordedOptions, reader: ProfileReader): void {
  const { most, unit } = reader.values;
  if (peak <= most) return;
  const message = `${scale === undefined ? `file: ${file}` : `scale: ${scale}`} comes to ${peak} ${unit}`;
  const expected = `at most ${most}`;
  reader.report([scale === undefined ? "file" : "scale"], { code: "out-of-range", message, expected });
}

function checkLength(lengthUs: number, { file, atEnd }: RecordedOptions, reader: ProfileReader): void {
  const { horizonUs } = reader;
  if (atEnd !== undefined || horizonUs === null || lengthUs >= horizonUs) return;
  const message = `file: ${file} ends after ${lengthUs / 1_000_000}s, before the run does (${horizonUs / 1_000_000}s)`;
  const expected = "atEnd: loop, hold or zero, or a shorter spec.horizon";
  reader.report(["file"], { code: "series-too-short", message, expected });
}
