// No eviction through the eviction API may leave fewer ready pods than the budget of the moment asks for. Budgets are known to the
// server by their last status: what else was lost in the moments before may not stand in it yet, as in the real one, and is allowed
// for. Knows the API's objects and the changes that observers hear.

import type { ClusterObserver, Delta } from "../../../src/cluster/change.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";

import { appOf, existingPods, isReady, isWanted } from "./api-objects.ts";
import { amountOf } from "./quantities.ts";

/** So long, in µs, a status may lag behind. */
const LAG_US = 2e6;

interface Loss {
  readonly app: string;
  readonly atUs: number;
}

export class BudgetWatch implements ClusterObserver {
  readonly complaints: string[] = [];
  evictions = 0;
  readonly #cluster: ClusterState;
  readonly #evicted = new Set<number>();
  #losses: Loss[] = [];
  /**
   * By app: when its budget was first worked out after its replicas were changed. The controller of budgets hears of pods and
   * budgets only: until something happens to a pod, a budget stands as it was before.
   */
  readonly #wishesSeenUs = new Map<string, number>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod, previous }: Delta): void {
    if (change.kind === "object-stored" && isOtherWish(change.stored, previous)) {
      this.#wishesSeenUs.set(change.stored.object.metadata?.name ?? "", Infinity);
    }
    if (change.kind === "pod-condition" && change.condition.reason === "EvictionByEvictionAPI") this.#evict(change.pod);
    else if (isLoss(change.kind) && "pod" in change && typeof change.pod === "number") this.#lose(change.pod);
    if (isOfPods(change.kind)) this.#see(pod);
  }

  /** Something happened to a pod, of which the controller of budgets hears. */
  #see(id: number): void {
    const app = appOf(new LivePodView(this.#cluster, id));
    if (app !== undefined && this.#wishesSeenUs.get(app) === Infinity) this.#wishesSeenUs.set(app, this.#cluster.now);
  }

  #lose(id: number): void {
    const app = appOf(new LivePodView(this.#cluster, id));
    if (app === undefined || this.#evicted.has(id)) return;
    this.#losses.push({ app, atUs: this.#cluster.now });
  }

  #evict(id: number): void {
    const now = this.#cluster.now;
    const pod = new LivePodView(this.#cluster, id);
    this.#evicted.add(id);
    this.evictions += 1;
    this.#losses = this.#losses.filter(({ atUs }) => atUs > now - LAG_US);
    const app = appOf(pod);
    // One that is not ready, or going anyway, takes nothing from the budget.
    if (app === undefined || !isReady(pod) || !isWanted(pod)) return;
    if (now - (this.#wishesSeenUs.get(app) ?? -LAG_US) < LAG_US) return;
    const needed = healthyNeeded(this.#cluster, app);
    const unseen = this.#losses.filter((loss) => loss.app === app).length;
    const left = readyOf(this.#cluster, app) - 1;
    if (needed === undefined || left + unseen >= needed) return;
    this.complaints.push(`evicting ${pod.name} leaves ${left} ready pods of ${app}, and its budget needs ${needed}`);
  }
}

/** Ready pods of the app that nobody asked to end. */
export function readyOf(cluster: ClusterState, app: string): number {
  return existingPods(cluster).filter((pod) => appOf(pod) === app && isWanted(pod) && isReady(pod)).length;
}

/** What the budget of the app asks for; undefined where there is none, or nobody says how many pods there should be. */
export function healthyNeeded(cluster: ClusterState, app: string): number | undefined {
  const spec = cluster.objects.find("PodDisruptionBudget", "default", app)?.spec;
  if (spec === undefined) return undefined;
  const { minAvailable, maxUnavailable } = spec as { minAvailable?: number | string; maxUnavailable?: number | string };
  if (typeof minAvailable === "number") return minAvailable;
  const { Deployment, StatefulSet } = {
    Deployment: cluster.objects.find("Deployment", "default", app),
    StatefulSet: cluster.objects.find("StatefulSet", "default", app),
  };
  const expected = (Deployment ?? StatefulSet)?.spec?.replicas;
  if (expected === undefined) return undefined;
  if (minAvailable !== undefined) return amountOf(minAvailable, expected);
  return Math.max(0, expected - amountOf(maxUnavailable ?? 0, expected));
}

/** Other replicas than before are asked for. */
function isOtherWish(stored: StoredObject, previous: StoredObject | undefined): boolean {
  if (stored.kind !== "Deployment" && stored.kind !== "StatefulSet") return false;
  const before = previous?.kind === stored.kind ? previous.object.spec?.replicas : undefined;
  return stored.object.spec?.replicas !== before;
}

function isOfPods(kind: string): boolean {
  return kind === "pod-created" || kind === "pod-bound" || kind === "pod-started" || isLoss(kind);
}

function isLoss(kind: string): boolean {
  return kind === "pod-ready" || kind === "pod-ended" || kind === "pod-deleted" || kind === "pod-terminating";
}
