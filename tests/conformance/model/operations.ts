// All operations, by record file: one file of operations for each file of records.

import type { Operations } from "./operation.ts";
import { ADMISSION_OPERATIONS } from "./ops/admission.ts";
import { CRON_OPERATIONS } from "./ops/cron.ts";
import { DEFAULTING_OPERATIONS } from "./ops/defaulting.ts";
import { DESCRIBE_OPERATIONS } from "./ops/describe.ts";
import { DURATIONS_OPERATIONS } from "./ops/durations.ts";
import { FLOW_OPERATIONS } from "./ops/flow.ts";
import { HASHING_OPERATIONS } from "./ops/hashing.ts";
import { INTSTR_OPERATIONS } from "./ops/intstr.ts";
import { LIMITRANGES_OPERATIONS } from "./ops/limitranges.ts";
import { NODEAFFINITY_OPERATIONS } from "./ops/nodeaffinity.ts";
import { QUANTITIES_OPERATIONS } from "./ops/quantities.ts";
import { QUOTA_OPERATIONS } from "./ops/quota.ts";
import { RANKING_OPERATIONS } from "./ops/ranking.ts";
import { REQUESTS_OPERATIONS } from "./ops/requests.ts";
import { SCHEDULERCONFIG_OPERATIONS } from "./ops/schedulerconfig.ts";
import { SELECTORS_OPERATIONS } from "./ops/selectors.ts";
import { TOLERATIONS_OPERATIONS } from "./ops/tolerations.ts";
import { VALIDATION_OPERATIONS } from "./ops/validation.ts";

export const OPERATIONS: Readonly<Record<string, Operations>> = Object.freeze({
  admission: ADMISSION_OPERATIONS,
  cron: CRON_OPERATIONS,
  defaulting: DEFAULTING_OPERATIONS,
  describe: DESCRIBE_OPERATIONS,
  durations: DURATIONS_OPERATIONS,
  flow: FLOW_OPERATIONS,
  hashing: HASHING_OPERATIONS,
  intstr: INTSTR_OPERATIONS,
  limitranges: LIMITRANGES_OPERATIONS,
  nodeaffinity: NODEAFFINITY_OPERATIONS,
  quantities: QUANTITIES_OPERATIONS,
  quota: QUOTA_OPERATIONS,
  ranking: RANKING_OPERATIONS,
  requests: REQUESTS_OPERATIONS,
  schedulerconfig: SCHEDULERCONFIG_OPERATIONS,
  selectors: SELECTORS_OPERATIONS,
  tolerations: TOLERATIONS_OPERATIONS,
  validation: VALIDATION_OPERATIONS,
});
