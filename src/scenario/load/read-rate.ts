// A rate over time as scenarios write it: a number, a profile, or a list of them that add up.

import { span, type Duration } from "../../base/time.ts";

import { SECONDS_PER_DAY } from "../../model/time/civil-date.ts";
import { parseTime } from "../../model/time/timestamp.ts";

import type { DocumentPath } from "../../environment/documents/locate-in-yaml.ts";
import { LOAD_PROFILES } from "../../environment/load/load-profiles.ts";
import type { LoadProfile, ProfileReader } from "../../environment/load/load-profile.ts";
import type { PlannedProfile, PlannedRate } from "../../environment/load/planned-load.ts";
import type { ValueRange } from "../../environment/load/profile-options.ts";

import { ScenarioOptions } from "../scenario-options.ts";
import type { LoadReading } from "./load-reading.ts";
import type { RateOptions } from "./load-schema.ts";

const DAYS_PER_WEEK = 7;
const US_PER_SECOND = 1_000_000;
/** 1970-01-01 was a Thursday. */
const DAYS_FROM_MONDAY = 3;

/** Since Monday 00:00 UTC, of a time as the API writes it. */
export function weekTimeOf(time: string): Duration {
  const parsed = parseTime(time);
  const second = parsed.kind === "parsed" ? parsed.timestamp.epochSecond : 0;
  const weekSeconds = DAYS_PER_WEEK * SECONDS_PER_DAY;
  const sinceMonday = (second + DAYS_FROM_MONDAY * SECONDS_PER_DAY) % weekSeconds;
  return span(((sinceMonday + weekSeconds) % weekSeconds) * US_PER_SECOND);
}

/** The rate, or what else the values are, that stands at the path; mistakes are told. */
export function readRate(
  option: RateOptions,
  path: DocumentPath,
  values: ValueRange,
  reading: LoadReading,
): PlannedRate {
  if (!Array.isArray(option)) return readSummand(option, path, values, reading);
  return option.flatMap((part, index) => readSummand(part, [...path, index], values, reading));
}

function readSummand(
  option: Exclude<RateOptions, readonly unknown[]>,
  path: DocumentPath,
  values: ValueRange,
  reading: LoadReading,
): readonly PlannedProfile[] {
  if (typeof option === "number") return [{ kind: "constant", settings: { rate: option } }];
  const kinds = LOAD_PROFILES.filter(({ name }) => option[name] !== undefined);
  const [definition] = kinds;
  if (definition === undefined || kinds.length > 1) {
    reportKinds(kinds, new ScenarioOptions(reading.scenario, path, reading.sink));
    return [];
  }
  const options = option[definition.name] as Readonly<Record<string, unknown>>;
  const reader = profileReader(options, [...path, definition.name], values, reading);
  return [{ kind: definition.name, settings: definition.read(options, reader) }];
}

function reportKinds(kinds: readonly LoadProfile[], reader: ScenarioOptions): void {
  const isNone = kinds.length === 0;
  reader.report([], {
    code: isNone ? "missing-field" : "too-many-kinds",
    message: isNone ? "the profile has no kind" : `the profile is of ${kinds.length} kinds`,
    expected: isNone
      ? `one of ${LOAD_PROFILES.map(({ name }) => name).join(", ")}`
      : "one kind, or a list of profiles, which are added up",
  });
}

function profileReader(
  options: Readonly<Record<string, unknown>>,
  path: DocumentPath,
  values: ValueRange,
  { scenario, inputs, sink, horizonUs, weekTimeUs }: LoadReading,
): ProfileReader {
  const reader = new ScenarioOptions(scenario, path, sink);
  return {
    values,
    horizonUs,
    weekTimeUs,
    sink,
    spanOf: (text, at) => reader.spanOf(text, at),
    report: (at, problem) => reader.report(at, problem),
    fileAt: (at) => {
      const name = options[String(at.at(-1))] as string;
      return inputs.readMentioned(name, scenario.positionOf([...path, ...at]));
    },
  };
}
