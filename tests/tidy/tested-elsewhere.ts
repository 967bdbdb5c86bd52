// Files of src/ whose behaviour is tested under another name than their own, each with the reason.

import type { TestedElsewhere } from "./house-rules.ts";

export const TESTED_ELSEWHERE: readonly TestedElsewhere[] = [];
