// Operations of intstr.jsonl.

import type { Operations } from "../operation.ts";

export const INTSTR_OPERATIONS: Operations = Object.freeze({});
