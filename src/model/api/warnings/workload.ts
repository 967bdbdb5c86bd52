// What kubectl prints about workloads that were accepted.
// Imitates WarningsOnCreate of the strategies in pkg/registry/apps and pkg/registry/batch, and
// pkg/api/job/warnings.go, v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import type { FieldPath } from "../field-path.ts";
import type { JobSpec } from "../types/job.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import { podTemplateWarnings } from "./pod-template.ts";

const MANY_COMPLETIONS = 100_000;
const MUCH_PARALLELISM = 10_000;

/** About a name that its pods' hosts will have. */
export function hostnameWarnings(metadata: ObjectMeta | undefined): readonly string[] {
  const problems = dns1123LabelProblems(metadata?.name ?? "");
  if (problems.length === 0) return [];
  return [
    "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; " +
      `a DNS label is recommended: [${problems.join(" ")}]`,
  ];
}

/** About a Job's spec and its template. */
export function jobSpecWarnings(spec: JobSpec, path: FieldPath): readonly string[] {
  const { completionMode, completions = 0, parallelism = 0, template = {} } = spec;
  const isLarge = completionMode === "Indexed" && completions > MANY_COMPLETIONS && parallelism > MUCH_PARALLELISM;
  const large =
    `${String(path)}: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than ` +
    "10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail";
  return [...(isLarge ? [large] : []), ...podTemplateWarnings(template, path.child("template"))];
}

/** About a limit that limits nothing. */
export function revisionHistoryWarnings(revisionHistoryLimit: number | undefined): readonly string[] {
  if (revisionHistoryLimit === undefined || revisionHistoryLimit >= 0) return [];
  return ["spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended"];
}
