// Several walks through requests at once: each waits for its own answers alone. In rounds, so that the requests that stand at the
// same place of their walks come one after the other. Knows nothing of what is asked.
// Imitates the goroutines of slowStartBatch in pkg/controller/statefulset/stateful_set_control.go, v1.36.

import type { Requests } from "../claim-objects.ts";
import type { Write } from "../controller.ts";

interface Walk<T> {
  readonly requests: Requests<T>;
  /** The request that waits for its round; undefined: the walk is over. */
  next: Write | undefined;
  result: T | undefined;
}

/** What the walks come to, in their order. Events are told right after the request that they follow. */
export function* sideBySide<T>(all: readonly Requests<T>[]): Requests<readonly T[]> {
  const walks: Walk<T>[] = all.map((requests) => ({ requests, next: undefined, result: undefined }));
  for (const walk of walks) yield* goOn(walk, walk.requests.next());
  let under = walks.filter(({ next }) => next !== undefined);
  while (under.length > 0) {
    for (const walk of under) {
      const answer = yield walk.next!;
      yield* goOn(walk, walk.requests.next(answer));
    }
    under = under.filter(({ next }) => next !== undefined);
  }
  return walks.map(({ result }) => result as T);
}

/** Up to the next request that is no event. */
function* goOn<T>(walk: Walk<T>, from: IteratorResult<Write, T>): Requests<void> {
  let step = from;
  while (step.done !== true && step.value.verb === "event") {
    const answer = yield step.value;
    step = walk.requests.next(answer);
  }
  walk.next = step.done === true ? undefined : step.value;
  if (step.done === true) walk.result = step.value;
}
