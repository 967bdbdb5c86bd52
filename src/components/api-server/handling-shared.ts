// Requests on a control plane whose processes share a few cores: the work of client, server and etcd waits for cores, and what
// of a request's time is no work (the disk, the network, threads that wake up) comes on top.

import { moment, span } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Handling, Stages } from "./handling.ts";
import type { PathCosts } from "./path-costs.ts";
import type { SharedCores } from "./shared-cores.ts";

/** The part of the server's work for a request that comes before its commit. */
const SHARE_BEFORE_COMMIT = 0.6;

export class HandlingShared implements Handling {
  readonly #engine: Engine;
  readonly #cores: SharedCores;
  readonly #costs: PathCosts;
  readonly #stages: Stages;
  readonly #arrived: EventKind;
  readonly #written: EventKind;
  readonly #encoded: number;
  readonly #decoded: number;
  readonly #logged: number;
  readonly #answeredWork: number;

  constructor(engine: Engine, cores: SharedCores, costs: PathCosts, stages: Stages) {
    this.#engine = engine;
    this.#cores = cores;
    this.#costs = costs;
    this.#stages = stages;
    this.#arrived = engine.defineKind("api-server/arrived", "api", stages.arrived);
    this.#written = engine.defineKind("api-server/committed", "api", stages.written);
    this.#encoded = cores.defineWork((row) => this.#travel(row));
    this.#decoded = cores.defineWork((row) => cores.run("etcd", this.#logged, costs.etcdCpuUs, row, 0));
    this.#logged = cores.defineWork((row) => this.#wait(row));
    this.#answeredWork = cores.defineWork(stages.answered);
  }

  sendOff(row: number): void {
    const process = this.#stages.processOf(row);
    if (process === undefined) this.#travel(row);
    else this.#cores.run(process, this.#encoded, this.#costs.clientCpuUs, row, 0);
  }

  execute(row: number): void {
    const workUs = this.#stages.cpuUsOf(row) * SHARE_BEFORE_COMMIT;
    this.#cores.run("kube-apiserver", this.#decoded, workUs, row, 0);
  }

  respond(row: number): void {
    const workUs = this.#stages.cpuUsOf(row) * (1 - SHARE_BEFORE_COMMIT);
    this.#cores.run("kube-apiserver", this.#answeredWork, workUs, row, 0);
  }

  #travel(row: number): void {
    const process = this.#stages.processOf(row);
    const workUs = process === undefined ? 0 : this.#costs.clientCpuUs;
    this.#engine.scheduleAfter(span(Math.max(0, Math.round(this.#costs.clientUs - workUs))), this.#arrived, row);
  }

  #wait(row: number): void {
    const workUs = this.#stages.cpuUsOf(row) + this.#costs.etcdCpuUs;
    const waitUs = Math.max(0, this.#stages.latencyUsOf(row) - workUs);
    const readyAtUs = this.#engine.now + Math.round(waitUs);
    this.#engine.schedule(moment(this.#stages.mayCommitAtUs(row, readyAtUs)), this.#written, row);
  }
}
