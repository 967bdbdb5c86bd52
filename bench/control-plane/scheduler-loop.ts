// The scheduler of the control plane's world: takes pods as it hears of them, one at a time, and binds each after its cycle.

import type { Engine } from "../../src/engine/engine.ts";

import type { ApiClient, ApiServer, Process, RequestKind, Watch, WorkKind } from "../../src/cluster/api-client.ts";

import { COEFFICIENTS } from "../../src/components/scheduler/coefficients.ts";
import { cycleCost, type CycleCost } from "../../src/components/scheduler/cycle-cost.ts";

import type { PodTimes } from "./pod-times.ts";
import type { Measured } from "./world.ts";

const CREATED = 1;
const OTHER = 2;

export class SchedulerLoop {
  readonly #engine: Engine;
  readonly #times: PodTimes;
  readonly #measured: Measured;
  readonly #cost: CycleCost;
  readonly #client: ApiClient;
  readonly #events: ApiClient;
  readonly #watch: Watch;
  readonly #process: Process;
  readonly #cycle: WorkKind;
  readonly #bind: RequestKind;
  readonly #event: RequestKind;
  readonly #evaluated: number;
  readonly #gone = new Set<number>();
  #queue: number[] = [];
  #isBusy = false;
  #endedAt = -1;
  onBound: (pod: number) => void = () => undefined;

  constructor(api: ApiServer, engine: Engine, times: PodTimes, measured: Measured) {
    const inProcess = "kube-scheduler";
    this.#engine = engine;
    this.#times = times;
    this.#measured = measured;
    this.#cost = cycleCost(COEFFICIENTS);
    this.#evaluated = evaluatedOf(measured.nodes);
    this.#client = api.client({ name: inProcess, level: "workload-high", limits: measured.schedulerLimits, inProcess });
    this.#events = api.client({ name: "events", level: "workload-high", limits: measured.schedulerLimits, inProcess });
    this.#watch = api.watch({
      name: "scheduler/pods",
      phase: "scheduler",
      inProcess,
      seen: (code, pod) => {
        if (code === CREATED) this.#queue.push(pod);
        this.#goOn();
      },
    });
    this.#process = api.process(inProcess);
    this.#cycle = this.#process.defineWork("scheduler/cycle", "scheduler", (pod) => this.#finish(pod));
    this.#bind = this.#client.define({
      name: "scheduler/bind",
      call: "create pods/binding",
      commit: (pod) => {
        if (this.#gone.has(pod)) return "not-found";
        times.reach("bound", pod, engine.now);
        this.onBound(pod);
        return "ok";
      },
      answered: (pod, _second, answer) => {
        if (answer !== "ok") return;
        times.reach("boundAnswered", pod, engine.now);
        this.#events.send(this.#event, pod);
      },
    });
    this.#event = this.#events.define({ name: "scheduler/event", call: "create events" });
  }

  created(pod: number): void {
    this.#watch.note(CREATED, pod);
  }

  /** Pods that are gone are not tried. */
  gone(pod: number): void {
    this.#gone.add(pod);
  }

  /** A change that the scheduler hears of and that moves nothing. */
  note(pod: number): void {
    this.#watch.note(OTHER, pod);
  }

  #goOn(): void {
    if (this.#isBusy) return;
    let pod = this.#queue.shift();
    while (pod !== undefined && this.#gone.has(pod)) pod = this.#queue.shift();
    if (pod === undefined) return;
    this.#isBusy = true;
    this.#times.reach("attempt", pod, this.#engine.now);
    const { nodes, isSelected } = this.#measured;
    const costUs = this.#cost({
      evaluated: this.#evaluated,
      nodes,
      isSelected,
      isConstrained: false,
      isBackToBack: this.#endedAt === this.#engine.now,
    });
    this.#process.run(this.#cycle, costUs, pod);
  }

  #finish(pod: number): void {
    this.#isBusy = false;
    this.#endedAt = this.#engine.now;
    this.#times.reach("bindSent", pod, this.#engine.now);
    this.#client.send(this.#bind, pod);
    this.#goOn();
  }
}

/** All nodes up to 100, then a share that falls to a twentieth. */
function evaluatedOf(nodes: number): number {
  if (nodes <= 100) return nodes;
  return Math.max(100, Math.floor((nodes * Math.max(5, Math.floor(50 - nodes / 125))) / 100));
}
