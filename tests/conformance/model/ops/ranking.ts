// Operations of ranking.jsonl.

import type { Operations } from "../operation.ts";

export const RANKING_OPERATIONS: Operations = Object.freeze({});
