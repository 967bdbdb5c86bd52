// The labels and the selector by which a Job knows its pods: the server makes them from the Job's name and identity.
// Imitates pkg/registry/batch/job/strategy.go (generateSelector), v1.36.

import type { Draft } from "./api-type.ts";
import type { Job } from "./types/job.ts";

export const JOB_NAME_LABEL = "batch.kubernetes.io/job-name";
export const CONTROLLER_UID_LABEL = "batch.kubernetes.io/controller-uid";
/** Before labels of Kubernetes' own had a prefix. */
export const LEGACY_JOB_NAME_LABEL = "job-name";
export const LEGACY_CONTROLLER_UID_LABEL = "controller-uid";

/** Gives the Job, in place, what the user left to the server. What the user wrote stays, and may be refused. */
export function generateSelector({ metadata = {}, spec }: Draft<Job>): void {
  if (spec === undefined || spec.manualSelector === true) return;
  const { name = "", uid = "" } = metadata;
  const template = (spec.template ??= {});
  const templateMetadata = (template.metadata ??= {});
  const labels = (templateMetadata.labels ??= {});
  labels[LEGACY_JOB_NAME_LABEL] ??= name;
  labels[JOB_NAME_LABEL] ??= name;
  labels[LEGACY_CONTROLLER_UID_LABEL] ??= uid;
  labels[CONTROLLER_UID_LABEL] ??= uid;
  const selector = (spec.selector ??= {});
  const matchLabels = (selector.matchLabels ??= {});
  matchLabels[CONTROLLER_UID_LABEL] ??= uid;
}
