// Pods of one kind by domain, and the emptiest domain among those that some node stands in. A pod more or less costs a few
// steps, however many domains there are.

import type { IncludedNodes } from "./included-nodes.ts";
import { NO_VALUE } from "./topology-values.ts";

/** Where there is no domain at all: more pods than there can be. */
export const NO_DOMAIN = Number.POSITIVE_INFINITY;

export class DomainTally {
  readonly included: IncludedNodes;
  #counts = new Int32Array(0);
  #isDomain = new Uint8Array(0);
  #domains = 0;
  /** By number of pods: how many domains hold as many. */
  #domainsWith = new Map<number, number>();
  #least = NO_DOMAIN;
  /** The version of the nodes that it was counted for. */
  #version = -1;

  constructor(included: IncludedNodes) {
    this.included = included;
  }

  /** Pods by number of domain. Replaced when the tally is counted again. */
  get counts(): Int32Array {
    return this.#counts;
  }

  /** Domains that some included node stands in. */
  get domains(): number {
    return this.#domains;
  }

  /** The fewest pods in any domain, or NO_DOMAIN. */
  get least(): number {
    return this.#least;
  }

  /** False if nodes take part otherwise than when it was counted, or stand in new domains. */
  get isCurrent(): boolean {
    return this.#version === this.included.version && this.#counts.length >= this.included.column.limit;
  }

  isDomain(value: number): boolean {
    return this.#isDomain[value] === 1;
  }

  /** The fewest pods in any domain but those given, each of them once; NO_DOMAIN if there is no other. */
  leastBeside(values: Iterable<number>): number {
    const others = new Map(this.#domainsWith);
    for (const value of values) {
      const pods = this.#counts[value]!;
      if (this.isDomain(value)) others.set(pods, others.get(pods)! - 1);
    }
    let least = NO_DOMAIN;
    for (const [pods, domains] of others) if (domains > 0 && pods < least) least = pods;
    return least;
  }

  /** One pod more or less on a node. */
  add(node: number, change: 1 | -1): void {
    const value = this.included.domains[node] ?? NO_VALUE;
    if (value === NO_VALUE) return;
    const before = this.#counts[value]!;
    const after = before + change;
    this.#counts[value] = after;
    const left = this.#domainsWith.get(before)! - 1;
    if (left === 0) this.#domainsWith.delete(before);
    else this.#domainsWith.set(before, left);
    this.#domainsWith.set(after, (this.#domainsWith.get(after) ?? 0) + 1);
    // The one that left the emptiest behind alone is the emptiest still.
    if (after < this.#least || (before === this.#least && left === 0)) this.#least = after;
  }

  /** It must be counted again. */
  spoil(): void {
    this.#version = -1;
  }

  /** Counts again from the pods on each node. */
  count(podsByNode: Int32Array): void {
    const { column, domains } = this.included;
    this.#version = this.included.version;
    this.#counts = new Int32Array(column.limit);
    this.#isDomain = new Uint8Array(column.limit);
    for (let node = 0; node < domains.length; node += 1) {
      const value = domains[node]!;
      if (value === NO_VALUE) continue;
      this.#counts[value] = this.#counts[value]! + (podsByNode[node] ?? 0);
      this.#isDomain[value] = 1;
    }
    this.#sumUp();
  }

  #sumUp(): void {
    this.#domains = 0;
    this.#domainsWith = new Map();
    this.#least = NO_DOMAIN;
    const counts = this.#counts;
    for (let value = 0; value < counts.length; value += 1) {
      if (!this.isDomain(value)) continue;
      const count = counts[value]!;
      this.#domains += 1;
      this.#domainsWith.set(count, (this.#domainsWith.get(count) ?? 0) + 1);
      if (count < this.#least) this.#least = count;
    }
  }
}
