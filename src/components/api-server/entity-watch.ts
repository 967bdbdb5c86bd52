// Many watchers, each of one entity: a notice takes the same time for all notices of an entity, so that they keep their order,
// and waits for nobody else's. What is on its way is in the engine's events: there is no state to save. The watchers run on
// machines of their own.

import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { span } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { Watch, WatchDefinition } from "../../cluster/api-client.ts";

import type { PathCosts } from "./path-costs.ts";

export class EntityWatch implements Watch {
  readonly #engine: Engine;
  readonly #costs: PathCosts;
  readonly #draws: EntityDraws;
  readonly #definition: WatchDefinition;
  /** By code. */
  readonly #kinds: EventKind[] = [];

  constructor(engine: Engine, costs: PathCosts, draws: EntityDraws, definition: WatchDefinition) {
    this.#engine = engine;
    this.#costs = costs;
    this.#draws = draws;
    this.#definition = definition;
    const { name, phase, seen } = definition;
    for (let code = 0; code < CODES; code += 1) {
      this.#kinds.push(engine.defineKind(`${name}/seen-${code}`, phase, (first, second) => seen(code, first, second)));
    }
  }

  note(code: number, first: number, second = 0): void {
    const entity = this.#definition.entityOf?.(first) ?? first;
    const delayUs = Math.round(this.#costs.watchUs.at(this.#draws.unit(entity, 0)));
    this.#engine.scheduleAfter(span(delayUs), this.#kinds[code]!, first, second);
  }
}

/** Codes that such a watch can have, from 0 on. */
const CODES = 4;
