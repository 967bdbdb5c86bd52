// Operations of quota.jsonl.

import type { Operations } from "../operation.ts";

export const QUOTA_OPERATIONS: Operations = Object.freeze({});
