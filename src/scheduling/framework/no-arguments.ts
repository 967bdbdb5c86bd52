// The argument check of plugins that take none.

import type { ArgumentProblem } from "./plugin.ts";

/** kube-scheduler passes arguments to such plugins unread. */
export function acceptAnyArguments(): readonly ArgumentProblem[] {
  return [];
}
