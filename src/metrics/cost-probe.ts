// What the nodes cost: the price of those that are there, over time. Nothing at all if no node has a price.

import type { Snapshot } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";
import { inSeconds, SIMULATION_START, span, type SimTime } from "../base/time.ts";

import { pricePerHourOf } from "../model/node-price.ts";
import { SECONDS_PER_HOUR } from "../model/time/civil-date.ts";

import type { Change, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";

import type { Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["node-added", "node-updated", "node-removed"]);

export class CostProbe implements Probe {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  readonly #prices = new Map<number, number>();
  #perHour = 0;
  /** Cost of the time up to #since. */
  #spent = 0;
  #since: SimTime = SIMULATION_START;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, node }: Delta): void {
    switch (change.kind) {
      case "node-added":
      case "node-updated":
        this.#setPrice(node, pricePerHourOf(this.#cluster.nodes.record(node).object));
        break;
      case "node-removed":
        this.#setPrice(node, undefined);
        break;
      default:
        break;
    }
  }

  /** What was spent before is left out. */
  beginAt(begin: SimTime): void {
    this.#spent = 0;
    this.#since = begin;
  }

  series(): readonly [] {
    return [];
  }

  /** Prices of the nodes that are there, in all and of those with pods. */
  measurements(): readonly Measurement[] {
    if (this.#prices.size === 0) return [];
    let used = 0;
    for (const [node, price] of this.#prices) if (this.#cluster.nodes.podCount(node) > 0) used += price;
    return [gauge("plimsoll_cost_per_hour", this.#perHour), gauge("plimsoll_used_nodes_cost_per_hour", used)];
  }

  /** What the nodes have cost until `end`, from the beginning of what is measured. */
  total(end: SimTime): readonly Measurement[] {
    if (this.#prices.size === 0) return [];
    return [{ kind: "counter", name: "plimsoll_cost_total", labels: {}, value: this.#spentUntil(end) }];
  }

  snapshot(): Snapshot {
    return {
      sums: Float64Array.of(this.#perHour, this.#spent, this.#since),
      prices: Float64Array.from([...this.#prices].flat()),
    };
  }

  restore(saved: Snapshot): void {
    const [perHour, spent, since] = arrayIn(saved, "sums");
    this.#perHour = perHour!;
    this.#spent = spent!;
    this.#since = since! as SimTime;
    const prices = arrayIn(saved, "prices");
    this.#prices.clear();
    for (let at = 0; at < prices.length; at += 2) this.#prices.set(prices[at]!, prices[at + 1]!);
  }

  #setPrice(node: number, price: number | undefined): void {
    const before = this.#prices.get(node);
    if (before === price) return;
    this.#spent = this.#spentUntil(this.#cluster.now);
    this.#since = this.#cluster.now;
    if (price === undefined) this.#prices.delete(node);
    else this.#prices.set(node, price);
    // Added up anew: the order of nodes that come and go must not show in the last bits.
    this.#perHour = [...this.#prices].toSorted(([a], [b]) => a - b).reduce((sum, [, one]) => sum + one, 0);
  }

  #spentUntil(end: SimTime): number {
    return this.#spent + (this.#perHour * inSeconds(span(end - this.#since))) / SECONDS_PER_HOUR;
  }
}

function gauge(name: string, value: number): Measurement {
  return { kind: "gauge", name, labels: {}, value };
}
