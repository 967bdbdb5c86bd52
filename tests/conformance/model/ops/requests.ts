// Operations of requests.jsonl.

import type { Operations } from "../operation.ts";

export const REQUESTS_OPERATIONS: Operations = Object.freeze({});
