// `-o github`: thresholds of a run that are not kept, as annotations of a pull request.

import { githubAnnotations } from "../ci/github-annotations.ts";
import { promisesOfRun } from "../ci/promise.ts";

import type { OutputFormat } from "./output-format.ts";

export const GITHUB_FORMAT: OutputFormat = {
  name: "github",
  render: (result) => githubAnnotations(promisesOfRun(result)),
};
