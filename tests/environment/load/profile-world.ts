// For tests: load profiles read from options as scenarios write them, with files in memory, and their paths walked along.

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { span, type Duration, type SimTime } from "../../../src/base/time.ts";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { parseDuration } from "../../../src/environment/duration-text.ts";
import type { LoadProfile, ProfileReader } from "../../../src/environment/load/load-profile.ts";
import type { ProfileSettings } from "../../../src/environment/load/planned-load.ts";
import { REQUEST_RATES, type ValueRange } from "../../../src/environment/load/profile-options.ts";
import type { RatePath } from "../../../src/environment/load/rate-path.ts";

export const SECOND = 1_000_000;
export const HOUR = 3_600 * SECOND;
export const DAY = 24 * HOUR;

interface Around {
  readonly files?: Readonly<Record<string, string>>;
  readonly horizonUs?: number;
  readonly weekTimeUs?: number;
  readonly values?: ValueRange;
}

interface ReadProfile {
  readonly settings: ProfileSettings;
  /** `code place: message`. */
  readonly told: readonly string[];
  readonly path: RatePath;
}

/** A reader that notes what it is told. */
export function readerOf(
  options: Readonly<Record<string, unknown>>,
  { files = {}, horizonUs, weekTimeUs = 0, values = REQUEST_RATES }: Around,
  told: string[],
): ProfileReader {
  const sink = new DiagnosticSink();
  const report = sink.report.bind(sink);
  sink.report = (diagnostic) => {
    const { code, position, message } = diagnostic;
    const place = position === undefined ? "" : ` ${position.file}:${position.line}:${position.column}`;
    told.push(`${code}${place}: ${message}`);
    report(diagnostic);
  };
  return {
    sink,
    values,
    horizonUs: (horizonUs ?? null) as SimTime | null,
    weekTimeUs: weekTimeUs as Duration,
    spanOf: (text) => parseDuration(text) ?? span(1),
    report: (path, { code, message }) => told.push(`${code} ${path.join(".")}: ${message}`),
    fileAt: (path) => {
      const name = String(options[String(path.at(-1))]);
      return files[name] === undefined ? undefined : new SourceText(name, files[name]);
    },
  };
}

/** Options as the schema lets them through, read, and the path that comes of them. */
export function profile(
  definition: LoadProfile,
  options: Readonly<Record<string, unknown>>,
  around: Around = {},
  seed = "1",
): ReadProfile {
  const checked = definition.options(REQUEST_RATES).parse(options);
  const told: string[] = [];
  const settings = definition.read(checked, readerOf(checked, around, told));
  return { settings, told, path: definition.create(settings, new EntityDraws(seed, "load/test/0")) };
}

/** `second rate` of the first pieces, or of those that begin before `beforeUs`. */
export function pieces(path: RatePath, count: number, beforeUs = Infinity): readonly string[] {
  const found: string[] = [];
  while (found.length < count && path.fromUs < beforeUs) {
    found.push(`${path.fromUs / SECOND} ${Number(path.perSecond.toPrecision(6))}`);
    if (path.untilUs === Infinity) break;
    path.advance();
  }
  return found;
}

/** How many requests come until then. */
export function requestsUntil(path: RatePath, untilUs: number): number {
  let requests = 0;
  for (;;) {
    const endUs = Math.min(untilUs, path.untilUs);
    requests += path.perSecond * ((endUs - path.fromUs) / SECOND);
    if (endUs === untilUs) return requests;
    path.advance();
  }
}
