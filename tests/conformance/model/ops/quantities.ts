// Operations of quantities.jsonl.

import type { Operations } from "../operation.ts";

export const QUANTITIES_OPERATIONS: Operations = Object.freeze({});
