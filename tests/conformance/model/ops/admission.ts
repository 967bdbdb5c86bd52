// Operations of admission.jsonl.

import type { Operations } from "../operation.ts";

export const ADMISSION_OPERATIONS: Operations = Object.freeze({});
