// Every kind of request of a run with what it does at its commit and with its answer, and the requests that are under way.
// Knows the cluster; not how long anything takes.

import { unreachable } from "../../base/invariant.ts";
import { entityIdOf } from "../../base/random/entity-id.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { moment, type SimTime } from "../../base/time.ts";

import type { ApiAnswer, ApiCall, RequestDefinition, RequestKind, WriteDefinition } from "../../cluster/api-client.ts";
import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { RequestTable } from "./request-table.ts";

/** Numbers of answers, as rows of the table hold them. */
const NUMBERS: Readonly<Record<ApiAnswer, number>> = Object.freeze({
  ok: 0,
  "not-found": 1,
  conflict: 2,
  invalid: 3,
  "too-many-requests": 4,
  failed: 5,
  forbidden: 6,
});

const ANSWERS = Object.keys(NUMBERS) as readonly ApiAnswer[];

/** A kind of request. */
export interface KnownRequest {
  readonly name: string;
  readonly call: ApiCall;
  /** Number of the client that sends it. */
  readonly client: number;
  readonly drawIdOf: RequestDefinition["drawIdOf"];
  readonly effect: Effect;
  readonly answered: RequestDefinition["answered"];
}

type Effect =
  | { readonly kind: "none" }
  | { readonly kind: "commit"; readonly commit: NonNullable<RequestDefinition["commit"]> }
  | { readonly kind: "changes"; readonly write: Pick<WriteDefinition, "stillHolds" | "follows"> };

export class RequestBook implements Snapshotable {
  readonly table = new RequestTable();
  readonly #cluster: ClusterState;
  readonly #known: KnownRequest[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  define(client: number, request: RequestDefinition): RequestKind {
    const { commit } = request;
    return this.#add(client, request, commit === undefined ? { kind: "none" } : { kind: "commit", commit });
  }

  defineWrite(client: number, write: WriteDefinition): RequestKind {
    return this.#add(client, write, { kind: "changes", write });
  }

  /** The kind of a request under way. */
  knownOf(row: number): KnownRequest {
    return this.#known[this.table.kinds[row]!]!;
  }

  /** The request takes effect, or is refused. */
  commit(row: number, now: SimTime): void {
    this.answer(row, this.#take(row, now));
  }

  answer(row: number, answer: ApiAnswer): void {
    this.table.answers[row] = NUMBERS[answer];
  }

  /** The client has its answer; the row is free before it is told. */
  finish(row: number): void {
    const { answered } = this.knownOf(row);
    const first = this.table.firsts[row]!;
    const second = this.table.seconds[row]!;
    const answer = ANSWERS[this.table.answers[row]!]!;
    this.table.remove(row);
    answered?.(first, second, answer);
  }

  snapshot(): Snapshot {
    return this.table.snapshot();
  }

  restore(saved: Snapshot): void {
    this.table.restore(saved);
  }

  /** The id for the chance of a request's delays: that of what it is about, whoever else asks for what. */
  drawIdOf(row: number): number {
    const { effect, drawIdOf } = this.knownOf(row);
    const first = this.table.firsts[row]!;
    const change = effect.kind === "changes" ? this.table.changesOf(row)[0] : undefined;
    if (drawIdOf !== undefined || change === undefined) return drawIdOf?.(first) ?? first;
    if (change.kind === "pod-created")
      return entityIdOf(change.name, this.#cluster.classes.get(change.classId).namespace);
    return "pod" in change ? this.#cluster.drawIdOf(change.pod) : first;
  }

  /** A pod that is created says when it was asked for. */
  #asAsked(change: Change, row: number): Change {
    const sentAtUs = this.table.sentAtUs(row);
    if (change.kind !== "pod-created" || change.askedAtUs !== undefined || sentAtUs === undefined) return change;
    const { kind, classId, name } = change;
    return { kind, classId, name, askedAtUs: moment(sentAtUs) };
  }

  #add(client: number, { name, call, drawIdOf, answered }: RequestDefinition, effect: Effect): RequestKind {
    return (this.#known.push({ name, call, client, drawIdOf, effect, answered }) - 1) as RequestKind;
  }

  #take(row: number, now: SimTime): ApiAnswer {
    const { effect } = this.knownOf(row);
    switch (effect.kind) {
      case "none":
        return "ok";
      case "commit":
        return effect.commit(this.table.firsts[row]!, this.table.seconds[row]!);
      case "changes": {
        const changes = this.table.changesOf(row);
        const { stillHolds, follows } = effect.write;
        const answer = stillHolds?.(changes, this.table.firsts[row]!) ?? "ok";
        if (answer !== "ok") return answer;
        for (const change of changes) this.#cluster.apply(this.#asAsked(change, row), now);
        for (const change of follows?.(changes) ?? []) this.#cluster.apply(change, now);
        return "ok";
      }
      default:
        return unreachable(effect);
    }
  }
}
