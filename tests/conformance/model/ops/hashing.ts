// Operations of hashing.jsonl.

import type { Operations } from "../operation.ts";

export const HASHING_OPERATIONS: Operations = Object.freeze({});
