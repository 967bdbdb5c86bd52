// All load profiles, by the names that scenarios write. To add one: a file with its definition, a line here, a test, a row in
// docs/manual/load.md.

import { present } from "../../base/invariant.ts";
import type { RandomStreams } from "../../base/random/random-streams.ts";

import type { LoadProfile } from "./load-profile.ts";
import type { PlannedProfile, PlannedRate } from "./planned-load.ts";
import { BURST } from "./profiles/burst.ts";
import { CONSTANT } from "./profiles/constant.ts";
import { DIURNAL } from "./profiles/diurnal.ts";
import { MMPP } from "./profiles/mmpp.ts";
import { POISSON } from "./profiles/poisson.ts";
import { RAMP } from "./profiles/ramp.ts";
import { RECORDED } from "./profiles/recorded.ts";
import { SINE } from "./profiles/sine.ts";
import { STEPS } from "./profiles/steps.ts";
import { WEEKLY } from "./profiles/weekly.ts";
import type { RatePath } from "./rate-path.ts";
import { SumPath } from "./sum-path.ts";

/** In the order of the manual. */
export const LOAD_PROFILES: readonly LoadProfile[] = Object.freeze([
  CONSTANT,
  STEPS,
  RAMP,
  BURST,
  SINE,
  DIURNAL,
  WEEKLY,
  POISSON,
  MMPP,
  RECORDED,
]);

/** The path of a planned rate. `name` says whose it is: its chance is drawn under it. */
export function createRatePath(rate: PlannedRate, name: string, streams: RandomStreams): RatePath {
  const paths = rate.map(({ kind, settings }, index) =>
    profileNamed(kind).create(settings, streams.entityDraws(`load/${name}/${index}`)),
  );
  return paths.length === 1 ? paths[0]! : new SumPath(paths);
}

/** The mean rate over very long times; undefined where a profile does not say it. */
export function meanRate(rate: PlannedRate): number | undefined {
  const means = rate.map(({ kind, settings }) => profileNamed(kind).meanPerSecond(settings));
  return means.reduce((sum, mean) => (sum === undefined || mean === undefined ? undefined : sum + mean), 0);
}

function profileNamed(kind: PlannedProfile["kind"]): LoadProfile {
  return present(
    LOAD_PROFILES.find(({ name }) => name === kind),
    "a load profile of this name",
  );
}
