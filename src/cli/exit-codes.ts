// What each exit code means; the manual has the same list. 99 and 97 are k6's and ours, so that a script can tell a
// cluster that is too small from a file that is wrong.

export const EXIT_PASSED = 0;
/** plimsoll itself is broken; the message says how to repeat it. */
export const EXIT_OUR_FAULT = 1;
/** Wrong input or usage, or a place that cannot be written to. */
export const EXIT_BAD_INPUT = 2;
/** The run ended before everything offered had been tried, and no threshold was broken until then. */
export const EXIT_INCOMPLETE = 97;
/** A limit lies within what several runs leave open: more of them would tell. */
export const EXIT_INCONCLUSIVE = 98;
export const EXIT_THRESHOLD_FAILED = 99;
/** 128 and the number of SIGINT, as shells have it. */
export const EXIT_INTERRUPTED = 130;
