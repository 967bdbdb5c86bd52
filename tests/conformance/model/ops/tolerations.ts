// Operations of tolerations.jsonl.

import type { Operations } from "../operation.ts";

export const TOLERATIONS_OPERATIONS: Operations = Object.freeze({});
