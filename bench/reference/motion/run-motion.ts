// A whole run of a cluster in motion once more, written plainly: objects, full lists, and a timer for everything that happens. It
// exists to be compared with: equal pods, times and counts, and how many times slower it is.
//
// Shared with plimsoll: src/base (chance, hashes) and src/model (what a manifest means, names, pure rules). Covered: what
// bench/motion makes: Kubernetes 1.36 with the default profile on a control plane that takes no time; Deployments that are restarted,
// StatefulSets, DaemonSets and Jobs, with Services, budgets and readiness probes; nodes that crash one by one and come back.

import { compileLabelSelector, compileLabelSet, selectorOf, selectsLabels } from "../../../src/model/label-selector.ts";
import type { CompiledLabelSelector } from "../../../src/model/label-selector.ts";
import { parseTime, timeText } from "../../../src/model/time/timestamp.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import type { Plan } from "../../../src/scenario/plan.ts";

import { keyOf, type PodObject } from "../objects.ts";
import { Placement } from "../placement.ts";
import { SchedulerLoop } from "../scheduler-loop.ts";
import { Timers } from "../timers.ts";
import { DefaultSpreading } from "../topology-spread.ts";
import { Controllers } from "./controllers.ts";
import { Kubelets } from "./kubelets.ts";
import { byName, type MotionPodRecord, type MotionRecord } from "./motion-record.ts";
import { NodeMonitor } from "./node-monitor.ts";
import { World, type MotionPod } from "./world.ts";

const SECOND_US = 1_000_000;
const SPREADING_WEIGHT = 2;

export function referenceMotion(plan: Plan): MotionRecord {
  return new ReferenceMotion(plan).run();
}

class ReferenceMotion {
  readonly #plan: Plan;
  readonly #timers = new Timers();
  readonly #world: World;
  readonly #controllers: Controllers;
  readonly #kubelets: Kubelets;
  readonly #monitor: NodeMonitor;

  constructor(plan: Plan) {
    this.#plan = plan;
    const world = new World(plan, this.#timers);
    this.#world = world;
    const spreading = new DefaultSpreading(world.nodes, (pod) => this.#selectorOf(pod as MotionPod));
    const placement = new Placement(world.nodes, [{ plugin: spreading, weight: SPREADING_WEIGHT }]);
    const { scheduler } = plan;
    const settings = {
      initialBackoffSeconds: scheduler.podInitialBackoffSeconds,
      maxBackoffSeconds: scheduler.podMaxBackoffSeconds,
      percentages: new Map([["default-scheduler", scheduler.percentageOfNodesToScore]]),
    };
    const loop = new SchedulerLoop(this.#timers, placement, settings, (pod) => this.#bound(pod));
    this.#kubelets = new Kubelets(plan, world, (pod) => loop.left(pod));
    this.#monitor = new NodeMonitor(world);
    this.#controllers = new Controllers(plan, world);
    world.watch((news) => {
      if (news.kind === "pod" && news.what === "added") loop.created(news.pod);
    });
    this.#planFaults();
    this.#planActions();
  }

  run(): MotionRecord {
    this.#timers.run(this.#plan.horizonUs);
    const { services, budgets } = this.#controllers.counts;
    return {
      pods: this.#world.pods.map(recordOf),
      evictions: this.#monitor.evictions,
      endpoints: byName(services.map(({ name, ready }) => [name, ready])),
      budgets: byName(budgets.map(({ name, counts }) => [name, counts])),
    };
  }

  #bound(pod: PodObject): void {
    this.#world.tell({ kind: "pod", what: "changed", pod: pod as MotionPod });
    this.#kubelets.bound(pod as MotionPod);
  }

  #planFaults(): void {
    for (const { target, timing } of this.#plan.faults) {
      if (timing.kind !== "at" || timing.forUs === null) throw new Error("the reference knows no such fault");
      for (const name of target.names ?? []) {
        const node = this.#world.node(name);
        this.#timers.set(timing.atUs, "faults", () => this.#kubelets.crash(node));
        this.#timers.set(timing.atUs + timing.forUs, "faults", () => this.#kubelets.recover(node));
      }
    }
  }

  #planActions(): void {
    const { workloads } = this.#controllers;
    for (const { kind, start, settings } of this.#plan.actions) {
      const act = () => {
        if (kind === "rolloutRestart") {
          const { name } = settings["subject"] as { readonly name: string };
          workloads.restart(name, this.#timestamp());
        } else {
          const { objects } = settings["content"] as { readonly objects: readonly StoredObject[] };
          for (const stored of objects) workloads.apply(stored);
        }
      };
      this.#timers.set(start.atUs, "faults", act);
    }
  }

  #timestamp(): string {
    const begun = parseTime(this.#plan.controlled!.start);
    const startSecond = begun.kind === "parsed" ? begun.timestamp.epochSecond : 0;
    return timeText({ epochSecond: startSecond + Math.floor(this.#timers.now / SECOND_US), nanosecond: 0 });
  }

  /** What Services and controllers select that the pod belongs to. */
  #selectorOf(pod: MotionPod): CompiledLabelSelector | undefined {
    const { workloads } = this.#controllers;
    const { objects } = this.#plan;
    const labels = new Map<string, string>();
    for (const stored of objects) {
      if (stored.kind !== "Service") continue;
      const { selector } = stored.object.spec ?? {};
      if (selector === undefined || !selectsLabels(compileLabelSet(selector), pod.labels)) continue;
      for (const [key, value] of Object.entries(selector)) labels.set(key, value);
    }
    const { owner } = pod;
    if (owner.kind === "ReplicaSet") {
      for (const [key, value] of Object.entries(workloads.replicaSet(owner.name).labels)) labels.set(key, value);
    }
    if (labels.size === 0) return undefined;
    const compiled = compileLabelSelector({ matchLabels: Object.fromEntries(labels) });
    return compiled.kind === "requirements" ? selectorOf(compiled.requirements) : undefined;
  }
}

function recordOf(pod: MotionPod): MotionPodRecord {
  return {
    pod: keyOf(pod),
    node: pod.node?.name ?? null,
    createdAtUs: pod.createdAtUs,
    boundAtUs: pod.boundAtUs ?? null,
    startedAtUs: pod.startedAtUs ?? null,
    readyChangedAtUs: pod.readyChangedAtUs ?? null,
    isReady: pod.isReady,
    deletionAtUs: pod.deletionAtUs ?? null,
    overAtUs: pod.endedAtUs ?? null,
  };
}
