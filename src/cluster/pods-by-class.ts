// Pods in the order of their classes, for whoever looks for all pods of some classes: found by going through all of them once, and good
// until one of them becomes of another class. Those that came since are looked through one by one, until they are many.
// Knows the table of pods; whether a pod is still there is for others to ask.

import type { ClassId } from "./class-table.ts";
import type { PodId, PodTable } from "./pod-table.ts";

/** Of all pods at most the eighth part has come since they were put in order, or so many. */
const NEW_PART = 8;
const FEW = 1024;

export class PodsByClass {
  readonly #pods: PodTable;
  /** Pods below `#size`, class by class, those of one in their order; where each class begins, and at last the end. */
  #inOrder = new Int32Array(0);
  #begins = new Int32Array(1);
  #size = 0;
  #version = -1;

  constructor(pods: PodTable) {
    this.#pods = pods;
  }

  /** Shows each pod that there ever was of the classes that are meant. Each class that has pods is asked about once. */
  show(isMeant: (classId: ClassId) => boolean, visit: (pod: PodId) => void): void {
    this.#refresh();
    const inOrder = this.#inOrder;
    const begins = this.#begins;
    const meant: (boolean | undefined)[] = [];
    for (let classId = 0; classId + 1 < begins.length; classId += 1) {
      const end = begins[classId + 1]!;
      const isEmpty = begins[classId] === end;
      meant.push(isEmpty ? undefined : isMeant(classId));
      if (meant[classId] !== true) continue;
      for (let place = begins[classId]!; place < end; place += 1) visit(inOrder[place]!);
    }
    for (let pod = this.#size; pod < this.#pods.size; pod += 1) {
      const classId = this.#pods.classOf(pod);
      if ((meant[classId] ??= isMeant(classId))) visit(pod);
    }
  }

  #refresh(): void {
    const { size, classVersion } = this.#pods;
    const isOld = size - this.#size > Math.max(FEW, size / NEW_PART);
    if (classVersion === this.#version && !isOld && size >= this.#size) return;
    this.#version = classVersion;
    this.#size = size;
    this.#putInOrder();
  }

  /** Counts how many each class has, which tells where it begins, and puts each pod at the next place of its class. */
  #putInOrder(): void {
    const pods = this.#pods;
    let last = -1;
    for (let pod = 0; pod < this.#size; pod += 1) last = Math.max(last, pods.classOf(pod));
    const begins = new Int32Array(last + 2);
    for (let pod = 0; pod < this.#size; pod += 1) begins[pods.classOf(pod) + 1]! += 1;
    for (let classId = 1; classId < begins.length; classId += 1) begins[classId]! += begins[classId - 1]!;
    const next = begins.slice();
    const inOrder = new Int32Array(this.#size);
    for (let pod = 0; pod < this.#size; pod += 1) {
      const classId = pods.classOf(pod);
      inOrder[next[classId]!] = pod;
      next[classId]! += 1;
    }
    this.#begins = begins;
    this.#inOrder = inOrder;
  }
}
