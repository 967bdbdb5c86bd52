// Operations of durations.jsonl.

import type { Operations } from "../operation.ts";

export const DURATIONS_OPERATIONS: Operations = Object.freeze({});
