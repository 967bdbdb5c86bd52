// Operations of validation.jsonl.

import { API_SERVER_OPERATIONS } from "../api-server.ts";
import type { Operations } from "../operation.ts";

export const VALIDATION_OPERATIONS: Operations = API_SERVER_OPERATIONS;
