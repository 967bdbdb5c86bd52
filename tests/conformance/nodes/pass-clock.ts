// When the rounds of the recorded controllers took place: each began a little later than the one before was due, as it took some
// nanoseconds. That decides which of two rounds of one moment came first, and whether a token was there just in time. How long
// what took was found by trying: a node that is looked at 1 ns, a patch of a node 50 ns, a status that is written 1 ns.

import { TAINTING_PERIOD_US } from "../../../src/components/node-lifecycle/flags.ts";

const NODE_NS = 1;
const PATCH_NS = 50;
const STATUS_NS = 1;

export class PassClock {
  readonly startedUs: number;
  readonly #periodUs: number;
  #monitorNs = 0;
  #taintingNs = 0;

  constructor(startedUs: number, periodUs: number) {
    this.startedUs = startedUs;
    this.#periodUs = periodUs;
  }

  get monitorLateNs(): number {
    return this.#monitorNs;
  }

  get taintingLateNs(): number {
    return this.#taintingNs;
  }

  get isMonitorEarlier(): boolean {
    return this.#monitorNs < this.#taintingNs;
  }

  isMonitorsTurn(us: number): boolean {
    return (us - this.startedUs) % this.#periodUs === 0;
  }

  monitorLookedAt(nodes: number): void {
    this.#monitorNs += nodes * NODE_NS;
  }

  monitorWrote(patches: number, statuses: number): void {
    this.#monitorNs += patches * PATCH_NS + statuses * STATUS_NS;
  }

  taintingTook(patches: number): void {
    this.#taintingNs += patches * PATCH_NS;
  }

  nextUs(us: number): number {
    return us + TAINTING_PERIOD_US;
  }
}
