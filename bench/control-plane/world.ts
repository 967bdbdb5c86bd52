// The control plane by itself, as it was measured: API server, scheduler, a ReplicaSet's controller, kubelets and a client that
// makes pods, all on the cores given, around the same API server that runs have. Scheduler and kubelets decide nothing here:
// what is looked at is time.

import { EntityDraws } from "../../src/base/random/entity-draws.ts";
import { moment, span, US_PER_SECOND } from "../../src/base/time.ts";

import { Engine } from "../../src/engine/engine.ts";

import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";

import type { ClientLimits } from "../../src/cluster/api-client.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";

import { COEFFICIENTS } from "../../src/components/api-server/coefficients.ts";
import { MeasuredApiServer } from "../../src/components/api-server/measured-api-server.ts";
import { leaseCores } from "../../src/components/api-server/path-costs.ts";

import { Kubelets } from "./kubelets.ts";
import { PodTimes } from "./pod-times.ts";
import { ReplicaSetLoop } from "./replica-set-loop.ts";
import { SchedulerLoop } from "./scheduler-loop.ts";

/** What was measured. */
export interface Measured {
  readonly nodes: number;
  /** Of the machine; absent: room for all. */
  readonly cores?: number;
  readonly schedulerLimits: ClientLimits;
  readonly controllerLimits: ClientLimits;
  readonly isSelected: boolean;
  readonly seed: string;
}

const DEFAULT_SCHEDULER: ClientLimits = { qps: 50, burst: 100 };
const DEFAULT_CONTROLLER: ClientLimits = { qps: 20, burst: 30 };
const HIGH: ClientLimits = { qps: 5000, burst: 5000 };

export const DEFAULT_LIMITS = { schedulerLimits: DEFAULT_SCHEDULER, controllerLimits: DEFAULT_CONTROLLER } as const;
export const HIGH_LIMITS = { schedulerLimits: HIGH, controllerLimits: HIGH } as const;

/** Bare pods are deleted some time after they were made. */
const LIFE_US = 10 * US_PER_SECOND;

export class World {
  readonly engine = new Engine();
  readonly times = new PodTimes();
  readonly #api: MeasuredApiServer;
  readonly #measured: Measured;
  readonly #kubelets: Kubelets;
  readonly #scheduler: SchedulerLoop;

  constructor(measured: Measured) {
    const { engine, times } = this;
    const { nodes, cores, seed } = measured;
    this.#measured = measured;
    // With 5,000 nodes, they were renewed every 40 s.
    const leasesPerSecond = nodes / (nodes >= 5000 ? 40 : 10);
    this.#api = new MeasuredApiServer({
      engine,
      cluster: new ClusterState(VERSION_BEHAVIOUR["1.36"]),
      coefficients: COEFFICIENTS,
      drawsOf: (purpose) => new EntityDraws(seed, purpose),
      ...(cores === undefined
        ? {}
        : { cores: { count: cores, inBackground: leaseCores(COEFFICIENTS, leasesPerSecond) } }),
    });
    this.#scheduler = new SchedulerLoop(this.#api, engine, times, measured);
    this.#kubelets = new Kubelets(this.#api, engine, times);
    const hearBound = (pod: number) => {
      this.#kubelets.bound(pod);
      this.#scheduler.note(pod);
    };
    this.#scheduler.onBound = hearBound;
    this.#kubelets.onReady = (pod) => this.#scheduler.note(pod);
    this.#kubelets.onGone = (pod) => this.#scheduler.note(pod);
    times.onCreated = (pod) => {
      this.#scheduler.created(pod);
      this.#kubelets.created(pod);
    };
  }

  /** A Deployment scaled from nothing to so many pods. */
  deploy(pods: number): PodTimes {
    const controller = new ReplicaSetLoop(this.#api, this.engine, this.times, this.#measured.controllerLimits);
    this.#connect(controller);
    controller.scaleTo(pods);
    this.engine.run();
    return this.times;
  }

  /** Bare pods that a client makes at the moments given, and deletes after their life. */
  churn(atUs: readonly number[]): PodTimes {
    const users = this.#api.client({ name: "users", level: "exempt", inProcess: "others" });
    const remove = users.define({
      name: "users/delete",
      call: "delete pods",
      commit: (pod) => {
        this.#kubelets.gone(pod);
        this.#scheduler.gone(pod);
        return "ok";
      },
    });
    const removed = this.engine.defineKind("users/delete-due", "kubelet", (pod) => users.send(remove, pod));
    const create = users.define({
      name: "users/create",
      call: "create pods",
      commit: (pod) => {
        this.times.reach("created", pod, this.engine.now);
        this.times.onCreated(pod);
        return "ok";
      },
      answered: (pod) => this.times.reach("createAnswered", pod, this.engine.now),
    });
    const due = this.engine.defineKind("users/create-due", "kubelet", (pod) => {
      this.times.reach("sent", pod, this.engine.now);
      users.send(create, pod);
      this.engine.scheduleAfter(span(LIFE_US), removed, pod);
    });
    for (const [pod, at] of atUs.entries()) this.engine.schedule(moment(Math.round(at)), due, pod);
    this.engine.run();
    return this.times;
  }

  /** A Deployment that is scaled up by one pod at a time. */
  steps(pods: number, perSecond: number): PodTimes {
    const controller = new ReplicaSetLoop(this.#api, this.engine, this.times, this.#measured.controllerLimits);
    this.#connect(controller);
    const due = this.engine.defineKind("users/scale-due", "kubelet", (replicas) => controller.scaleTo(replicas));
    for (let pod = 0; pod < pods; pod += 1) {
      this.engine.schedule(moment(Math.round((pod * US_PER_SECOND) / perSecond)), due, pod + 1);
    }
    this.engine.run();
    return this.times;
  }

  #connect(controller: ReplicaSetLoop): void {
    const { onCreated } = this.times;
    const { onReady } = this.#kubelets;
    this.#kubelets.onReady = (pod) => {
      onReady(pod);
      controller.noteChanged(pod);
    };
    this.times.onCreated = (pod) => {
      onCreated(pod);
      controller.noteCreated(pod);
    };
  }
}
