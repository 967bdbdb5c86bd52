// Operations of validation.jsonl.

import type { Operations } from "../operation.ts";

export const VALIDATION_OPERATIONS: Operations = Object.freeze({});
