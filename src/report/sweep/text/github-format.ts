// `-o github`: thresholds of a sweep that are not kept, as annotations of a pull request.

import { githubAnnotations } from "../../ci/github-annotations.ts";
import { promisesOfSweep } from "../../ci/promise.ts";

import type { SweepFormat } from "./sweep-format.ts";

export const SWEEP_GITHUB: SweepFormat = {
  name: "github",
  render: (result) => githubAnnotations(promisesOfSweep(result)),
};
