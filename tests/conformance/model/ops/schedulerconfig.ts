// Operations of schedulerconfig.jsonl.

import type { Operations } from "../operation.ts";

export const SCHEDULERCONFIG_OPERATIONS: Operations = Object.freeze({});
