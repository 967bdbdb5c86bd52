// Operations of flow.jsonl.

import type { Operations } from "../operation.ts";

export const FLOW_OPERATIONS: Operations = Object.freeze({});
