// kube-controller-manager in virtual time, as far as workloads go: it hears of every change, asks each controller which keys
// that concerns, and lets them into their queues once the news has been seen. Knows the list of controllers; none of them.
// Imitates cmd/kube-controller-manager/app (controllermanager.go, options), v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../../base/snapshot-parts.ts";

import type { Engine } from "../../../engine/engine.ts";

import type { ApiServer, Watch } from "../../../cluster/api-client.ts";
import type { ClusterObserver, Delta } from "../../../cluster/change.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";
import type { MetricsClient } from "../../../cluster/metrics-client.ts";
import type { ControllerClock, ControllerDefinition, WatchedKind, WatchEvent } from "../controller.ts";
import { ClusterView } from "./cluster-view.ts";
import { ControllerLoop } from "./controller-loop.ts";
import { CreatedPods, type PodDoor, type QuotaDoor } from "./created-pods.ts";
import { PodIndex } from "./pod-index.ts";
import { SelectedPods } from "./selected-pods.ts";
import { watchEventOf } from "./watch-events.ts";
import { WritePlanner } from "./write-planner.ts";

/** Each controller has a client, and so a rate limit, of its own (`--kube-api-qps`, `--kube-api-burst`). */
export const CLIENT_LIMITS = Object.freeze({ qps: 20, burst: 30 });

const US_PER_MS = 1_000;

export interface ControllerManagerPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: ApiServer;
  readonly clock: ControllerClock;
  readonly door: PodDoor;
  readonly quotas: QuotaDoor;
  readonly definitions: readonly ControllerDefinition[];
  readonly limits: { readonly qps: number; readonly burst: number };
  /** Whether the run has a horizon: then it waits for what is due only later. */
  readonly isPatient: boolean;
  /** What autoscalers ask for metrics; absent: nobody serves the metrics APIs. */
  readonly metrics?: MetricsClient;
  /** Of kube-controller-manager, where they are set away from their default. */
  readonly featureGates?: ReadonlyMap<string, boolean>;
}

export class ControllerManager implements ClusterObserver, Snapshotable {
  readonly #cluster: ClusterState;
  readonly #index: PodIndex;
  readonly #selected: SelectedPods;
  readonly #created: CreatedPods;
  readonly #view: ClusterView;
  readonly #watch: Watch;
  readonly #loops: readonly ControllerLoop[];
  /** Those of them whose keys may rest. */
  readonly #restful: readonly ControllerLoop[];
  /** What others than controllers write goes the same way. */
  readonly planner: WritePlanner;
  #keys: string[] = [];
  #numberOfKey = new Map<string, number>();
  /** By kind: the loops whose controllers watch it. */
  readonly #watchingKind = new Map<WatchedKind, readonly number[]>();
  /** By class of pods: the loops whose controllers they may concern. */
  readonly #concerned: (readonly number[])[] = [];

  constructor(ports: ControllerManagerPorts) {
    const { engine, cluster, api, clock, door, quotas, definitions, limits, isPatient } = ports;
    this.#cluster = cluster;
    this.#index = new PodIndex(cluster);
    this.#created = new CreatedPods(cluster, door, quotas);
    this.#selected = new SelectedPods(cluster);
    this.#view = new ClusterView({ ...ports, index: this.#index, selected: this.#selected });
    const { featureGates } = this.#view;
    const planner = new WritePlanner({
      cluster,
      index: this.#index,
      clock,
      created: this.#created,
      quotas,
      featureGates,
    });
    this.planner = planner;
    const inProcess = "kube-controller-manager";
    this.#loops = definitions.map((definition) => {
      const { name } = definition;
      const client = api.client({ name: `${name}-controller`, limits, level: "workload-high", inProcess });
      const workers = WORKERS.get(name) ?? USUAL_WORKERS;
      return new ControllerLoop(definition.create(), { engine, client, planner, view: this.#view, workers, isPatient });
    });
    this.#restful = this.#loops.filter(({ mayRest }) => mayRest);
    this.#watch = api.watch({
      name: "controllers/watch",
      phase: "controllers",
      inProcess,
      seen: (loop, key, afterMs) => this.#loops[loop]!.want(this.#keys[key]!, afterMs * US_PER_MS),
    });
  }

  /** What controllers see, to those who put components together. */
  get view(): ClusterView {
    return this.#view;
  }

  /** The informers' first lists: everything that is there is news. */
  begin(): void {
    for (const event of this.#all()) this.#tell(event);
  }

  hear(delta: Delta): void {
    this.#index.hear(delta);
    this.#selected.hear(delta);
    const event = watchEventOf(this.#cluster, delta);
    if (event !== undefined) this.#tell(event);
    const { kind } = delta.change;
    if (kind !== "event-said" && kind !== "event-recorded") for (const loop of this.#restful) loop.stir();
  }

  snapshot(): Snapshot {
    return {
      keys: packJson(this.#keys),
      ...joinSnapshots({
        created: this.#created.snapshot(),
        ...Object.fromEntries(this.#loops.map((loop) => [loop.controller.name, loop.snapshot()])),
      }),
    };
  }

  /** After the cluster: the index of its pods follows from it. */
  restore(saved: Snapshot): void {
    this.#keys = unpackJson(saved, "keys") as string[];
    this.#numberOfKey = new Map(this.#keys.map((key, number) => [key, number]));
    this.#concerned.length = 0;
    this.#index.recount();
    this.#selected.forget();
    this.#created.restore(partOf(saved, "created"));
    for (const loop of this.#loops) loop.restore(partOf(saved, loop.controller.name));
  }

  #tell(event: WatchEvent): void {
    if (event.kind === "Pod") {
      const concerned = this.#concernedBy(event.pod);
      for (let index = 0; index < concerned.length; index += 1) this.#tellLoop(concerned[index]!, event);
    } else {
      const watching = this.#watching(event.kind);
      for (let index = 0; index < watching.length; index += 1) this.#tellLoop(watching[index]!, event);
    }
  }

  #watching(kind: WatchedKind): readonly number[] {
    let numbers = this.#watchingKind.get(kind);
    if (numbers === undefined) {
      numbers = this.#loops.flatMap(({ controller: { watches } }, number) =>
        watches === undefined || watches.includes(kind) ? [number] : [],
      );
      this.#watchingKind.set(kind, numbers);
    }
    return numbers;
  }

  #tellLoop(number: number, event: WatchEvent): void {
    const wishes = this.#loops[number]!.controller.keysAfter(event, this.#view);
    for (let index = 0; index < wishes.length; index += 1) {
      const { key, afterUs = 0 } = wishes[index]!;
      this.#watch.note(number, this.#keyNumber(key), Math.max(0, Math.ceil(afterUs / US_PER_MS)));
    }
  }

  #concernedBy({ id, object }: LivePod): readonly number[] {
    const classId = this.#cluster.pods.classOf(id);
    return (this.#concerned[classId] ??= this.#watching("Pod").filter(
      (number) => this.#loops[number]!.controller.mayConcern?.(object) !== false,
    ));
  }

  #keyNumber(key: string): number {
    const known = this.#numberOfKey.get(key);
    if (known !== undefined) return known;
    const number = this.#keys.push(key) - 1;
    this.#numberOfKey.set(key, number);
    return number;
  }

  *#all(): Generator<WatchEvent> {
    for (const node of this.#view.nodes()) yield { type: "added", kind: "Node", node };
    for (const stored of this.#cluster.objects.all()) yield { type: "added", kind: stored.kind, stored };
    for (const pod of this.#index.all()) {
      yield { type: "added", kind: "Pod", pod: this.#view.podOf(pod) };
    }
  }
}

const USUAL_WORKERS = 5;

/** `--concurrent-…-syncs` where another than 5; the disruption, cron job and endpoint slice controllers have fixed numbers. */
const WORKERS: ReadonlyMap<string, number> = new Map([
  ["daemonset", 2],
  ["disruption", 1],
  ["garbage-collector", 20],
]);
