// Ctrl-C while there is something to tidy up. At all other times the system's own default ends the process at once,
// which a run needs: it does not come back to the event loop before its end, so no handler could.

import type { EventEmitter } from "node:events";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Does the work while the signals abort what it is given; afterwards they are as before. */
export async function whileInterruptible<Result>(
  signals: EventEmitter,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of SIGNALS) signals.on(signal, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) signals.off(signal, abort);
  }
}

/**
 * Does the work while the first of the signals aborts what it is given; from then on they end the process at once, as they do
 * everywhere else.
 */
export async function whileStoppable<Result>(
  signals: EventEmitter,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (): void => {
    for (const signal of SIGNALS) signals.off(signal, stop);
    controller.abort();
  };
  for (const signal of SIGNALS) signals.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) signals.off(signal, stop);
  }
}
