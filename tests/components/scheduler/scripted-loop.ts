// The scheduler component on a small cluster, with every decision scripted: what it does and when can be read off a log.
// Knows the component's ports, and nothing of how pods are placed.

import { moment } from "../../../src/base/time.ts";
import type { Change, Delta } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { DEFAULT_LOOP_SETTINGS, type LoopSettings } from "../../../src/components/scheduler/loop-settings.ts";
import { Scheduler } from "../../../src/components/scheduler/scheduler.ts";
import { ClaimBinder } from "../../../src/components/volume-controllers/claim-binder.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import type { SchedulerConfiguration } from "../../../src/scheduling/framework/configuration.ts";
import type { Decision } from "../../../src/scheduling/framework/decision.ts";
import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { node, pod as plainPod } from "../../model/build-objects.ts";
import { TimedApi, type TimedDelays } from "./timed-api.ts";

/** Round numbers, the same for each pod. */
export const FIXED_US = 100;
export const PER_NODE_US = 10;
export const WATCH_US = 500;
export const BIND_US = 1000;

/** Decides about a pod by name; `attempt` counts from 1. */
export type Script = (name: string, attempt: number, cluster: ClusterState) => Decision;

export function onNode(chosen: number, evaluated = 0): Decision {
  return { kind: "scheduled", node: chosen, path: "scored", evaluated, feasible: 1 };
}

export function refusedBy(plugins: readonly string[], evaluated = 0): Decision {
  const message = `refused by ${plugins.join()}`;
  return {
    kind: "unschedulable",
    evaluated,
    plugins,
    reasons: [],
    message,
    preFilter: undefined,
    postFilter: undefined,
  };
}

/** Refused for want of room, which these pods' going would make on the node. */
export function preemptingOn(chosen: number, victims: readonly number[], denominated: readonly number[]): Decision {
  const refused = refusedBy(["NodeResourcesFit"]) as Extract<Decision, { kind: "unschedulable" }>;
  const preemption = { node: chosen, victims, denominated, pdbViolations: 0, candidates: [], tied: [chosen] };
  const nomination = { kind: "set", node: chosen } as const;
  return { ...refused, postFilter: { code: "Success", message: "", nomination, triedPreemption: true, preemption } };
}

/** Refused, and nobody's going would help. */
export function hopeless(): Decision {
  const refused = refusedBy(["NodeResourcesFit"]) as Extract<Decision, { kind: "unschedulable" }>;
  const nomination = { kind: "clear" } as const;
  return { ...refused, postFilter: { code: "Unschedulable", message: "", nomination, triedPreemption: true } };
}

export class ScriptedLoop {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly api: TimedApi;
  readonly scheduler: Scheduler;
  /** What happened to which pod, in order: `time what pod`, with the queue or node where there is one. */
  readonly log: string[] = [];

  readonly #opened = new Set<string>();

  /** Pods named `gated-…` are kept out of the queue. */
  constructor(
    script: Script,
    configuration: Partial<SchedulerConfiguration> = {},
    settings: Partial<LoopSettings> = {},
    callUs: TimedDelays["callUs"] = {},
  ) {
    const delays = { watchUs: WATCH_US, callUs: { "create pods/binding": BIND_US, ...callUs } };
    this.api = new TimedApi(this.engine, this.cluster, delays);
    for (const name of ["n0", "n1"]) {
      this.cluster.apply({ kind: "node-added", node: node(name, { cpu: 4 }), pool: "p" }, moment(0));
    }
    this.cluster.observe({ hear: (delta) => this.#write(delta) });
    this.scheduler = new Scheduler({
      engine: this.engine,
      cluster: this.cluster,
      placement: {
        preEnqueueRefusal: ({ name, podClass }) =>
          name.startsWith("gated-") && (!this.#opened.has(name) || podClass.gates.length > 0)
            ? { plugin: "SchedulingGates", code: "UnschedulableAndUnresolvable", reasons: [] }
            : undefined,
        schedule: ({ name }) => script(name, this.#attemptsOf(name), this.cluster),
      },
      configuration: { ...defaultSchedulerConfiguration("1.36"), ...configuration },
      api: this.api,
      cycleCost: ({ evaluated }) => FIXED_US + PER_NODE_US * evaluated,
      volumeControllers: new ClaimBinder(this.engine, this.cluster),
      settings: { ...DEFAULT_LOOP_SETTINGS, ...settings },
    });
    this.cluster.observe(this.scheduler);
  }

  /** Makes a change when its moment comes. */
  at(us: number, change: () => Change): this {
    this.engine.scheduleHook(moment(us), "api", () => void this.cluster.apply(change(), this.engine.now));
    return this;
  }

  /** From now on the pod is kept out by its gates only. */
  opens(name: string): this {
    this.#opened.add(name);
    return this;
  }

  create(us: number, name: string, object: Pod = plainPod()): this {
    return this.at(us, () => ({ kind: "pod-created", classId: this.cluster.classify(object), name }));
  }

  /** A pod that runs on the first node from the beginning on. */
  running(name: string, object: Pod = plainPod()): this {
    const classId = this.cluster.classify(object);
    this.cluster.apply({ kind: "pod-placed", classId, name, nodeName: "n0" }, moment(0));
    return this;
  }

  ends(us: number, name: string): this {
    return this.at(us, () => ({ kind: "pod-ended", pod: this.podNamed(name), phase: "succeeded" }));
  }

  /** Lets the run go on until then whatever else is left to happen. */
  lastUntil(us: number): this {
    this.engine.scheduleHook(moment(us), "observers", () => {});
    return this;
  }

  run(horizonUs?: number): this {
    this.engine.run(horizonUs === undefined ? null : moment(horizonUs));
    return this;
  }

  /** Entries of the log about one pod, without its name. */
  about(name: string): readonly string[] {
    return this.log.flatMap((entry) => {
      const [us, what, of] = entry.split(" ");
      return of === name ? [`${us} ${what}`] : [];
    });
  }

  podNamed(name: string): number {
    for (let pod = 0; pod < this.cluster.pods.size; pod += 1) if (this.cluster.pods.nameOf(pod) === name) return pod;
    throw new Error(`no pod is named ${name}`);
  }

  #attemptsOf(name: string): number {
    return this.cluster.pods.attemptsOf(this.podNamed(name));
  }

  /** What is only remembered is left out: the pod's condition, and places that the scheduler keeps. */
  #write({ change, pod }: Delta): void {
    if (change.kind === "pod-condition" || change.kind === "place-kept") return;
    const what = change.kind === "pod-queued" ? change.queue : change.kind.replace("pod-", "");
    const name = pod >= 0 ? this.cluster.pods.nameOf(pod) : "";
    this.log.push(`${this.cluster.now} ${what} ${name}`);
  }
}
