// A set of pods that is read in the order of their numbers, which is that in which they came, however they were put in: so that what
// is found again after a restore is in the order in which it was. Knows pods by their numbers alone.

import type { PodId } from "../../../cluster/pod-table.ts";

export class PodNumbers {
  #pods = new Set<PodId>();
  #highest = -1;
  #isInOrder = true;

  add(pod: PodId): void {
    if (pod > this.#highest) this.#highest = pod;
    else if (!this.#pods.has(pod)) this.#isInOrder = false;
    this.#pods.add(pod);
  }

  delete(pod: PodId): void {
    this.#pods.delete(pod);
  }

  /** Sorted when they are read, and only then. */
  inOrder(): ReadonlySet<PodId> {
    if (!this.#isInOrder) {
      this.#pods = new Set([...this.#pods].sort((left, right) => left - right));
      this.#isInOrder = true;
    }
    return this.#pods;
  }
}
