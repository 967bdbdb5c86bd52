// Operations of nodeaffinity.jsonl.

import type { Operations } from "../operation.ts";

export const NODEAFFINITY_OPERATIONS: Operations = Object.freeze({});
