// Writes of controllers that go out one after another: a lane sends a write when the one before it was answered. Several lanes
// send side by side, as workers do; the client's rate limit is common to all of them. Knows nothing of what is written.

import type { ApiAnswer, ApiCall, ApiClient, RequestKind } from "../../cluster/api-client.ts";

export interface WriteLanesPorts<Decision> {
  /** Its own name in the run; names of requests begin with it. */
  readonly name: string;
  readonly client: Pick<ApiClient, "define" | "send">;
  readonly callOf: (decision: Decision) => ApiCall;
  /** Id for the chance of the request's delays, of 32 bits. */
  readonly drawIdOf: (decision: Decision) => number;
  /** Carries it out at the moment of the commit. */
  readonly commit: (decision: Decision) => ApiAnswer;
  /** A lane has nothing more to send, and all that it sent was answered. */
  readonly idle: (lane: number) => void;
}

export interface WriteLanesState<Decision> {
  readonly tickets: number;
  readonly sent: readonly (readonly [ticket: number, lane: number, decision: Decision])[];
  readonly lanes: readonly (readonly [lane: number, waiting: readonly Decision[]])[];
}

/** Not on any lane: sent at once, and nobody waits for it. */
export const NO_LANE = -1;

export class WriteLanes<Decision> {
  readonly #ports: WriteLanesPorts<Decision>;
  readonly #kinds = new Map<ApiCall, RequestKind>();
  /** Requests under way. */
  readonly #sent = new Map<number, { readonly lane: number; readonly decision: Decision }>();
  /** What waits on each lane that is at work. */
  readonly #lanes = new Map<number, Decision[]>();
  #tickets = 0;

  /** `calls`: all that `callOf` can say. */
  constructor(ports: WriteLanesPorts<Decision>, calls: readonly ApiCall[]) {
    this.#ports = ports;
    for (const call of calls) this.#kinds.set(call, this.#define(call));
  }

  get state(): WriteLanesState<Decision> {
    return {
      tickets: this.#tickets,
      sent: [...this.#sent].map(([ticket, { lane, decision }]) => [ticket, lane, decision]),
      lanes: [...this.#lanes].map(([lane, waiting]) => [lane, [...waiting]]),
    };
  }

  restore({ tickets, sent, lanes }: WriteLanesState<Decision>): void {
    this.#tickets = tickets;
    this.#sent.clear();
    this.#lanes.clear();
    for (const [ticket, lane, decision] of sent) this.#sent.set(ticket, { lane, decision });
    for (const [lane, waiting] of lanes) this.#lanes.set(lane, [...waiting]);
  }

  isIdle(lane: number): boolean {
    return !this.#lanes.has(lane);
  }

  /** What is under way or waits, in order of sending. */
  *pending(): Generator<Decision> {
    for (const { decision } of this.#sent.values()) yield decision;
    for (const waiting of this.#lanes.values()) yield* waiting;
  }

  /** Sends it when its lane comes to it; with NO_LANE at once. */
  push(lane: number, decision: Decision): void {
    const waiting = this.#lanes.get(lane);
    if (waiting !== undefined) {
      waiting.push(decision);
      return;
    }
    if (lane !== NO_LANE) this.#lanes.set(lane, []);
    this.#send(lane, decision);
  }

  #define(call: ApiCall): RequestKind {
    const { name, client, commit, drawIdOf } = this.#ports;
    return client.define({
      name: `${name}/${call}`,
      call,
      drawIdOf: (ticket) => drawIdOf(this.#sent.get(ticket)!.decision),
      commit: (ticket) => commit(this.#sent.get(ticket)!.decision),
      answered: (ticket) => this.#answered(ticket),
    });
  }

  #send(lane: number, decision: Decision): void {
    const ticket = this.#tickets;
    this.#tickets = (ticket + 1) & 0x7fff_ffff;
    this.#sent.set(ticket, { lane, decision });
    this.#ports.client.send(this.#kinds.get(this.#ports.callOf(decision))!, ticket);
  }

  /** Whatever the answer: a write that came too late or too often is not tried again. */
  #answered(ticket: number): void {
    const { lane } = this.#sent.get(ticket)!;
    this.#sent.delete(ticket);
    const next = this.#lanes.get(lane)?.shift();
    if (next !== undefined) {
      this.#send(lane, next);
    } else if (lane !== NO_LANE) {
      this.#lanes.delete(lane);
      this.#ports.idle(lane);
    }
  }
}
