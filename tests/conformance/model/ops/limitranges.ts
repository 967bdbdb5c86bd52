// Operations of limitranges.jsonl.

import type { Operations } from "../operation.ts";

export const LIMITRANGES_OPERATIONS: Operations = Object.freeze({});
