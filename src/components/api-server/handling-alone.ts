// Requests on a control plane that has room for all: each takes the time that it would take alone.

import { moment, span } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Handling, Stages } from "./handling.ts";
import type { PathCosts } from "./path-costs.ts";

export class HandlingAlone implements Handling {
  readonly #engine: Engine;
  readonly #costs: PathCosts;
  readonly #stages: Stages;
  readonly #written: EventKind;
  readonly #answered: EventKind;

  constructor(engine: Engine, costs: PathCosts, stages: Stages) {
    this.#engine = engine;
    this.#costs = costs;
    this.#stages = stages;
    this.#written = engine.defineKind("api-server/committed", "api", stages.written);
    this.#answered = engine.defineKind("api-server/answered", "api", stages.answered);
  }

  /** It takes its seat a little early: its way to the server is added to the time there. */
  sendOff(row: number): void {
    this.#stages.arrived(row);
  }

  execute(row: number): void {
    const latencyUs = this.#stages.latencyUsOf(row);
    const untilCommit = Math.max(0, Math.round(latencyUs) - this.#costs.answerUs);
    const readyAtUs = this.#engine.now + this.#costs.clientUs + untilCommit;
    this.#engine.schedule(moment(this.#stages.mayCommitAtUs(row, readyAtUs)), this.#written, row);
  }

  respond(row: number): void {
    if (this.#stages.isAwaited(row)) this.#engine.scheduleAfter(span(this.#costs.answerUs), this.#answered, row);
    else this.#stages.answered(row);
  }
}
