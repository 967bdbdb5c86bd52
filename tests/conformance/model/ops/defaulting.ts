// Operations of defaulting.jsonl.

import { API_SERVER_OPERATIONS } from "../api-server.ts";
import type { Operations } from "../operation.ts";

export const DEFAULTING_OPERATIONS: Operations = API_SERVER_OPERATIONS;
