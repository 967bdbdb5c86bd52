// Operations of defaulting.jsonl.

import type { Operations } from "../operation.ts";

export const DEFAULTING_OPERATIONS: Operations = Object.freeze({});
