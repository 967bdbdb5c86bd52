// What a user is told when plimsoll contradicts itself: that it is not their mistake, and how to repeat it.

import { PLIMSOLL_VERSION } from "../base/version.ts";

/** A whole text for standard error; `command` repeats the run. Without `showStack` no trace of the program's inside. */
export function describeFault(error: unknown, command: string | undefined, showStack: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return [
    `plimsoll ${PLIMSOLL_VERSION} has a fault: ${message}`,
    "This is no mistake of yours, and no report was left behind.",
    ...(command === undefined ? [] : ["To repeat it:", `  ${command}`]),
    ...(showStack
      ? [stack]
      : ["PLIMSOLL_DEBUG=1 shows where it happened. Please report both, with the files of the scenario."]),
    "",
  ].join("\n");
}
