// Pods that admission did not let in: how many, by the plugin that refused them, and the words for the first one.

import type { Snapshot } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";
import { inSeconds } from "../base/time.ts";

import type { Change, Delta } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";

import type { RefusedPods } from "./findings.ts";
import type { Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-refused"]);

export class AdmissionProbe implements Probe {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** By plugin, in the order of their first refusals. */
  #refused = new Map<string, RefusedPods>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change }: Delta): void {
    if (change.kind !== "pod-refused") return;
    const { plugin, message } = change.refusal;
    const known = this.#refused.get(plugin);
    if (known !== undefined) {
      this.#refused.set(plugin, { ...known, pods: known.pods + 1 });
      return;
    }
    const firstPod = `${this.#cluster.classes.get(change.classId).namespace}/${change.name}`;
    const firstAtSeconds = inSeconds(this.#cluster.now);
    this.#refused.set(plugin, { plugin, pods: 1, firstPod, firstAtSeconds, firstMessage: message });
  }

  /** All pods that were refused. */
  get total(): number {
    return this.refused().reduce((sum, { pods }) => sum + pods, 0);
  }

  refused(): readonly RefusedPods[] {
    return [...this.#refused.values()];
  }

  series(): readonly [] {
    return [];
  }

  measurements(): readonly Measurement[] {
    return this.refused().map(({ plugin, pods }) => ({
      name: "plimsoll_pods_refused_total",
      labels: { plugin },
      kind: "counter",
      value: pods,
    }));
  }

  snapshot(): Snapshot {
    return { refused: packJson(this.refused()) };
  }

  restore(saved: Snapshot): void {
    const refused = unpackJson(saved, "refused") as readonly RefusedPods[];
    this.#refused = new Map(refused.map((one) => [one.plugin, one]));
  }
}
