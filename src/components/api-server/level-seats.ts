// Priority and fairness: each level has so many seats, and requests that find none wait in the queues of their flow. Flows of
// one level take turns. A flow is a client here, with a hand of queues of its own: two flows never share a queue.
// Imitates staging apiserver pkg/util/flowcontrol/fairqueuing/queueset/queueset.go in outline, v1.36. Levels keep the
// seats that they have by name: lending between levels is not imitated.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { PriorityLevelName } from "../../cluster/api-client.ts";

import { SlotQueue } from "./slot-queue.ts";

/** What a level has: `seats` for requests that are executed, and room for so many that wait, by flow. */
export interface LevelRoom {
  readonly seats: number;
  readonly waitingPerFlow: number;
  /** Of all flows. */
  readonly waiting: number;
}

/**
 * Of 400 + 200 requests in flight, the default of a server, by the levels' shares (bootstrap/default.go): nominal seats,
 * hand size times queue length, and number of queues times that. The exempt level has no bounds, the last one no queues.
 */
export const LEVEL_ROOMS: Readonly<Record<PriorityLevelName, LevelRoom>> = Object.freeze({
  exempt: { seats: Number.POSITIVE_INFINITY, waitingPerFlow: 0, waiting: 0 },
  "node-high": { seats: 98, waitingPerFlow: 300, waiting: 3_200 },
  system: { seats: 74, waitingPerFlow: 300, waiting: 3_200 },
  "workload-high": { seats: 98, waitingPerFlow: 300, waiting: 6_400 },
  "workload-low": { seats: 245, waitingPerFlow: 300, waiting: 6_400 },
  "global-default": { seats: 49, waitingPerFlow: 300, waiting: 6_400 },
  "catch-all": { seats: 13, waitingPerFlow: 0, waiting: 0 },
});

/** What becomes of a request that arrives. */
export type Admittance = "seated" | "waiting" | "refused";

/** No request. */
export const NOBODY = -1;

/** The seats of one level. Requests are numbers. */
export class LevelSeats implements Snapshotable {
  readonly #room: LevelRoom;
  #taken = 0;
  #waiting = 0;
  /** By flow. */
  readonly #flows = new Map<number, SlotQueue>();
  /** Flows with somebody waiting, the one whose turn it is first. */
  #turns: number[] = [];

  constructor(room: LevelRoom) {
    this.#room = room;
  }

  arrive(flow: number, request: number): Admittance {
    if (this.#taken < this.#room.seats) {
      this.#taken += 1;
      return "seated";
    }
    const queue = this.#queueOf(flow);
    if (queue.size >= this.#room.waitingPerFlow || this.#waiting >= this.#room.waiting) return "refused";
    if (queue.size === 0) this.#turns.push(flow);
    queue.push(request);
    this.#waiting += 1;
    return "waiting";
  }

  /** A seat becomes free: the request that gets it, or NOBODY. */
  leave(): number {
    if (this.#waiting === 0) {
      this.#taken -= 1;
      return NOBODY;
    }
    const flow = this.#turns.shift()!;
    const queue = this.#queueOf(flow);
    const request = queue.take();
    this.#waiting -= 1;
    if (queue.size > 0) this.#turns.push(flow);
    return request;
  }

  snapshot(): Snapshot {
    const flows = [...this.#flows].map(([flow, queue]) => [flow, queue.entries()]);
    return { seats: packJson([this.#taken, this.#waiting, this.#turns, flows]) };
  }

  restore(saved: Snapshot): void {
    const [taken, waiting, turns, flows] = unpackJson(saved, "seats") as [
      number,
      number,
      number[],
      [number, readonly number[]][],
    ];
    this.#taken = taken;
    this.#waiting = waiting;
    this.#turns = turns;
    this.#flows.clear();
    for (const [flow, requests] of flows) for (const request of requests) this.#queueOf(flow).push(request);
  }

  #queueOf(flow: number): SlotQueue {
    let queue = this.#flows.get(flow);
    if (queue === undefined) {
      queue = new SlotQueue();
      this.#flows.set(flow, queue);
    }
    return queue;
  }
}
