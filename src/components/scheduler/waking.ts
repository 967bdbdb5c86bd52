// What lets pods go on that wait for the cluster to change: the plugins that refused a pod are asked whether what happened may
// help it. Knows what waits for which kind of event, not how it waits.
// Imitates pkg/scheduler/backend/queue/scheduling_queue.go (isPodWorthRequeuing), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";
import { PLUGIN_DEFINITIONS } from "../../scheduling/plugin-definitions.ts";

import type { ClaimEvent, ClaimEvents } from "./claim-events.ts";
import { PluginSets, type PluginSetId } from "./plugin-sets.ts";
import { eventHelps, listensTo, type PodEventKind } from "./queueing-hints.ts";
import type { StorageEvent } from "./storage-events.ts";
import { listensToStorage, storageEventHelps } from "./storage-hints.ts";

/** What the scheduler heard. */
export type HeardEvent =
  | {
      readonly kind: PodEventKind;
      readonly pod: PodId;
      /** True if it only gave up the node that it was nominated to, which pods of higher priority had not minded. */
      readonly wasNominated: boolean;
    }
  | { readonly kind: "device-claim"; readonly event: ClaimEvent }
  | { readonly kind: "storage"; readonly event: StorageEvent };

type HeardKind = HeardEvent["kind"];

/** The plugin that waits for claims to devices. */
export const DEVICE_CLAIMS_PLUGIN = "DynamicResources";

/** Any other is a user's own plugin or an extender: it cannot say what it waits for, and is woken by everything. */
const KNOWN: ReadonlySet<string> = new Set(PLUGIN_DEFINITIONS.map(({ name }) => name));

export class Waking implements Snapshotable {
  readonly #cluster: ClusterState;
  readonly #claimEvents: ClaimEvents;
  readonly #sets = new PluginSets();
  /** By kind, then by set: it is asked for every pod that is bound. */
  readonly #listening = new Map<HeardKind, boolean[]>();

  constructor(cluster: ClusterState, claimEvents: ClaimEvents) {
    this.#cluster = cluster;
    this.#claimEvents = claimEvents;
  }

  /** The number of the set of plugins that refused a pod. */
  setOf(plugins: readonly string[]): PluginSetId {
    return this.#sets.idOf(plugins);
  }

  /** True if pods that these plugins refused wait for events of the kind. */
  listens(set: PluginSetId, kind: HeardKind): boolean {
    let listening = this.#listening.get(kind);
    if (listening === undefined) this.#listening.set(kind, (listening = []));
    return (listening[set] ??= this.#sets.pluginsOf(set).some((plugin) => waitsFor(kind, plugin)));
  }

  /** True if the event may help a pod that these plugins refused. */
  helps(pod: PodId, refusedBy: PluginSetId, event: HeardEvent): boolean {
    if (!this.listens(refusedBy, event.kind)) return false;
    if (this.#isBeneath(pod, event)) return false;
    return this.#sets.pluginsOf(refusedBy).some((plugin) => !KNOWN.has(plugin) || this.#asks(plugin, pod, event));
  }

  snapshot(): Snapshot {
    return this.#sets.snapshot();
  }

  restore(saved: Snapshot): void {
    this.#sets.restore(saved);
    this.#listening.clear();
  }

  /** A pod of higher priority had not minded the other's nomination. */
  #isBeneath(pod: PodId, event: HeardEvent): boolean {
    if (event.kind !== "departure" || !event.wasNominated) return false;
    return this.#cluster.classOfPod(pod).priority > this.#cluster.classOfPod(event.pod).priority;
  }

  #asks(plugin: string, pod: PodId, event: HeardEvent): boolean {
    const podClass = this.#cluster.classOfPod(pod);
    switch (event.kind) {
      case "device-claim":
        return plugin === DEVICE_CLAIMS_PLUGIN && this.#claimEvents.helps(pod, event.event);
      case "storage":
        return storageEventHelps(plugin, { name: this.#cluster.pods.nameOf(pod), podClass }, event.event);
      default:
        return eventHelps(event.kind, plugin, podClass, this.#cluster.classOfPod(event.pod));
    }
  }
}

function waitsFor(kind: HeardKind, plugin: string): boolean {
  if (!KNOWN.has(plugin)) return true;
  switch (kind) {
    case "device-claim":
      return plugin === DEVICE_CLAIMS_PLUGIN;
    case "storage":
      return listensToStorage(plugin);
    default:
      return listensTo(kind, plugin);
  }
}
