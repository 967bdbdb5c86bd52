// kube-controller-manager of the naive form: who of the controllers hears of what, and their loops.

import type { Plan } from "../../../src/scenario/plan.ts";

import { selectsLabels } from "../../../src/model/label-selector.ts";
import { Counts } from "./counts.ts";
import { syncDeployment, syncReplicaSet } from "./deployments.ts";
import { syncDaemonSet, syncJob, syncStatefulSet } from "./other-workloads.ts";
import { WorkLoop, type LoopDefinition } from "./work-loop.ts";
import { Workloads } from "./workloads.ts";
import type { MotionPod, News, World } from "./world.ts";

const LOOPS = ["EndpointSlice", "DaemonSet", "Job", "Deployment", "ReplicaSet", "Budget", "StatefulSet"] as const;
type LoopName = (typeof LOOPS)[number];

/** By default; `--concurrent-…-syncs`. */
const WORKERS = 5;
const DAEMON_WORKERS = 2;
/** Everything is looked at again after so long, whether anything happened or not. */
const RESYNC_US = 600_000_000;

export class Controllers {
  readonly workloads: Workloads;
  readonly counts: Counts;
  readonly #world: World;
  readonly #loops: ReadonlyMap<LoopName, WorkLoop>;
  /** What informers have been told at this moment, and controllers have not seen yet. */
  #noted: (readonly [LoopName, string])[] = [];

  constructor(plan: Plan, world: World) {
    this.#world = world;
    this.workloads = new Workloads(world);
    this.counts = new Counts(plan, world, this.workloads);
    this.#loops = new Map(LOOPS.map((name) => [name, new WorkLoop(world, this.#definitionOf(name))]));
    world.watch((news) => this.#hear(news));
    this.#resyncAfter(RESYNC_US);
  }

  #definitionOf(name: LoopName): LoopDefinition {
    const { workloads, counts } = this;
    const world = this.#world;
    switch (name) {
      case "EndpointSlice":
        return { workers: WORKERS, sync: (key) => [[() => counts.syncService(key)]] };
      case "Budget":
        return { workers: 1, sync: (key) => [[() => counts.syncBudget(key)]] };
      case "DaemonSet":
        return { workers: DAEMON_WORKERS, sync: (key) => syncDaemonSet(world, workloads.plain(name, key)) };
      case "Job":
        return { workers: WORKERS, sync: (key) => syncJob(world, workloads.plain(name, key)) };
      case "StatefulSet":
        return { workers: WORKERS, sync: (key) => syncStatefulSet(world, workloads.plain(name, key)) };
      case "Deployment":
        return { workers: WORKERS, sync: (key) => syncDeployment(world, workloads, key) };
      case "ReplicaSet":
        return { workers: WORKERS, sync: (key) => syncReplicaSet(world, workloads, key) };
    }
  }

  #hear(news: News): void {
    if (news.kind === "workload") {
      this.#note(news.of, news.name);
      if (news.of === "ReplicaSet") this.#note("Deployment", this.workloads.replicaSet(news.name).deployment);
    } else if (news.kind === "node") {
      for (const { kind, name } of this.workloads.others) if (kind === "DaemonSet") this.#note("DaemonSet", name);
    } else this.#hearOfPod(news.pod);
  }

  #hearOfPod(pod: MotionPod): void {
    const { services, budgets } = this.counts;
    for (const { name, selector } of services) {
      if (selectsLabels(selector, pod.labels)) this.#note("EndpointSlice", name);
    }
    this.#note(pod.owner.kind, pod.owner.name);
    for (const { name, selector } of budgets) if (selectsLabels(selector, pod.labels)) this.#note("Budget", name);
  }

  #note(loop: LoopName, key: string): void {
    if (this.#noted.length === 0) this.#world.timers.set(this.#world.nowUs, "controllers", () => this.#see());
    this.#noted.push([loop, key]);
  }

  #see(): void {
    const noted = this.#noted;
    this.#noted = [];
    for (const [loop, key] of noted) this.#loops.get(loop)!.want(key);
  }

  #resyncAfter(us: number): void {
    this.#world.timers.set(this.#world.nowUs + us, "controllers", () => {
      for (const { name } of this.workloads.deployments) this.#note("Deployment", name);
      for (const { name } of this.workloads.replicaSets) this.#note("ReplicaSet", name);
      for (const { kind, name } of this.workloads.others) this.#note(kind, name);
      for (const { name } of this.counts.services) this.#note("EndpointSlice", name);
      for (const { name } of this.counts.budgets) this.#note("Budget", name);
      this.#resyncAfter(us);
    });
  }
}
