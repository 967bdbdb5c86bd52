// Operations of cron.jsonl.

import type { Operations } from "../operation.ts";

export const CRON_OPERATIONS: Operations = Object.freeze({});
