// Operations of selectors.jsonl.

import type { Operations } from "../operation.ts";

export const SELECTORS_OPERATIONS: Operations = Object.freeze({});
