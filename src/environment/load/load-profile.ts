// The contract of a load profile: a rate of requests over time, as scenarios write it. The list of them is `load-profiles.ts`.

import type { z } from "zod";

import type { DiagnosticSink } from "../../base/diagnostic.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { Duration, SimTime } from "../../base/time.ts";

import type { SourceText } from "../documents/source-text.ts";
import type { OptionPath, OptionReader } from "../option-reader.ts";
import type { ProfileSettings } from "./planned-load.ts";
import type { ValueRange } from "./profile-options.ts";
import type { RatePath } from "./rate-path.ts";

/** How a profile reads its options. */
export interface ProfileReader extends OptionReader {
  /** Of the run; null: it ends when nothing is left to happen. */
  readonly horizonUs: SimTime | null;
  /** What the values are. */
  readonly values: ValueRange;
  /** Of the week, at the run's begin: since Monday 00:00 UTC, by the wall clock. */
  readonly weekTimeUs: Duration;
  /** The file that the option at the path names; undefined if it cannot be read, which is told. */
  fileAt(path: OptionPath): SourceText | undefined;
  /** For mistakes in files. */
  readonly sink: DiagnosticSink;
}

/** What each kind of profile says of itself. */
export interface LoadProfile {
  /** As scenarios name it. */
  readonly name: string;
  /** What it imitates. */
  readonly source: string;
  readonly options: (values: ValueRange) => z.ZodObject;
  /** Its options as plain data; mistakes are told, and give something that can be gone on with. `options` fits the schema. */
  readonly read: (options: Readonly<Record<string, unknown>>, reader: ProfileReader) => ProfileSettings;
  /** The path from the run's begin on. Draws by number only: what is drawn depends on nothing but the place in the path. */
  readonly create: (settings: ProfileSettings, draws: EntityDraws) => RatePath;
  /** The mean rate over very long times, where the options alone say it; undefined: they do not. */
  readonly meanPerSecond: (settings: ProfileSettings) => number | undefined;
}
