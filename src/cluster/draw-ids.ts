// The numbers under which pods draw, each worked out from the pod's name when it is first asked for: a pod draws a dozen times.

import { grownTo } from "../base/grown-column.ts";
import { entityIdOf } from "../base/random/entity-id.ts";

import type { ClassTable } from "./class-table.ts";
import type { PodId, PodTable } from "./pod-table.ts";

/** Not worked out yet. A pod whose number it happens to be has it worked out each time. */
const UNKNOWN = 0;

export class DrawIds {
  readonly #pods: PodTable;
  readonly #classes: ClassTable;
  #byPod = new Int32Array(0);

  constructor(pods: PodTable, classes: ClassTable) {
    this.#pods = pods;
    this.#classes = classes;
  }

  of(pod: PodId): number {
    // Reading beyond an array's end makes the fast code of every caller void.
    const known = pod < this.#byPod.length ? this.#byPod[pod]! : UNKNOWN;
    return known === UNKNOWN ? this.#find(pod) : known;
  }

  /** Another history may have given the same ids to other pods. */
  forget(): void {
    this.#byPod = new Int32Array(0);
  }

  #find(pod: PodId): number {
    if (pod >= this.#byPod.length) this.#byPod = grownTo(this.#byPod, pod + 1);
    const { namespace } = this.#classes.get(this.#pods.classOf(pod));
    const drawId = entityIdOf(this.#pods.nameOf(pod), namespace);
    this.#byPod[pod] = drawId;
    return drawId;
  }
}
