// Operations of describe.jsonl.

import type { Operations } from "../operation.ts";

export const DESCRIBE_OPERATIONS: Operations = Object.freeze({});
