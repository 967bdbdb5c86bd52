// The pods of one namespace by their names: made when the first is looked for, and kept up from then on. In a cluster where nothing
// is created nobody asks. Knows pods by their numbers and what they are called.

import type { PodId } from "../../../cluster/pod-table.ts";
import type { PodNumbers } from "./pod-numbers.ts";

export class PodsByName {
  readonly #pods: PodNumbers;
  readonly #nameOf: (pod: PodId) => string;
  #byName: Map<string, PodId> | undefined;

  /** `pods`: those of the namespace, kept up by whoever tells of them here. */
  constructor(pods: PodNumbers, nameOf: (pod: PodId) => string) {
    this.#pods = pods;
    this.#nameOf = nameOf;
  }

  /** Of several of the name, the one that came last. */
  find(name: string): PodId | undefined {
    this.#byName ??= this.#made();
    return this.#byName.get(name);
  }

  /** The pod has come, and has the highest number. */
  add(pod: PodId): void {
    this.#byName?.set(this.#nameOf(pod), pod);
  }

  /** The pod is gone. */
  delete(pod: PodId): void {
    if (this.#byName === undefined) return;
    const name = this.#nameOf(pod);
    if (this.#byName.get(name) === pod) this.#byName.delete(name);
  }

  #made(): Map<string, PodId> {
    const byName = new Map<string, PodId>();
    for (const pod of this.#pods.inOrder()) byName.set(this.#nameOf(pod), pod);
    return byName;
  }
}
