// What becomes of a preemption once it is decided: pods of lower priority give up the node, the victims are told why and
// deleted, the last one when all others are. Meanwhile the pod that preempts is kept out of the queue.
// Imitates pkg/scheduler/framework/preemption/executor.go (prepareCandidateAsync, PreemptPod), v1.33 to v1.36.

import { present } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ApiAnswer, ApiClient, RequestKind } from "../../cluster/api-client.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ASSUMED, DELETED, NONE, type PodId } from "../../cluster/pod-table.ts";

import type { Preemption } from "../../scheduling/framework/decision.ts";

import type { StatusPatches } from "./status-patches.ts";

/** Of pods that do not say. */
const DEFAULT_GRACE_SECONDS = 30;
/** Numbers of rounds go round: none is under way that long. */
const NUMBERS = 0x3fff_ffff;

/** The requests of one preemption, as far as they have come. */
interface Round {
  readonly preemptor: PodId;
  /** Pods whose nomination is still to be taken away, one after the other. */
  readonly denominated: PodId[];
  /** Victims but the last, that nobody has begun with. */
  readonly waiting: PodId[];
  readonly last: PodId;
  underWay: number;
  isAtLast: boolean;
  hasFailed: boolean;
}

/** Told when a round is over; `hasFailed`: the pod may have to try again. */
export type PreemptionEnded = (preemptor: PodId, hasFailed: boolean) => void;

export class Evictions implements Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #client: ApiClient;
  readonly #patches: StatusPatches;
  readonly #parallelism: number;
  readonly #ended: PreemptionEnded;
  readonly #denominate: RequestKind;
  readonly #mark: RequestKind;
  readonly #delete: RequestKind;
  /** By number: a pod may begin another while the last answer of its former one is on its way. */
  #rounds = new Map<number, Round>();
  #roundNumber = 0;
  /** By the pod that preempts: its latest, while it counts as preempting. */
  #latest = new Map<PodId, number>();

  constructor(
    engine: Engine,
    cluster: ClusterState,
    client: ApiClient,
    patches: StatusPatches,
    parallelism: number,
    ended: PreemptionEnded,
  ) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#client = client;
    this.#patches = patches;
    this.#parallelism = parallelism;
    this.#ended = ended;
    this.#denominate = patches.define("scheduler/nomination-cleared", (_pod, number, answer) =>
      this.#denominated(number, answer),
    );
    this.#mark = patches.define("scheduler/victim-marked", (victim, number, answer) =>
      this.#marked(victim, number, answer),
    );
    this.#delete = client.define({
      name: "scheduler/victim-deleted",
      call: "delete pods",
      drawIdOf: (victim) => cluster.drawIdOf(victim),
      commit: (victim, number) => this.#evict(victim, this.#roundOf(number).preemptor),
      answered: (_victim, number, answer) => this.#finishVictim(number, answer !== "ok" && answer !== "not-found"),
    });
  }

  /** True while the pod's requests are under way; the last one counts as done once its victim is on its way out. */
  isPreempting(pod: PodId): boolean {
    const number = this.#latest.get(pod);
    if (number === undefined) return false;
    const round = this.#roundOf(number);
    const { pods } = this.#cluster;
    return !round.isAtLast || !(pods.isTerminating(round.last) || pods.phaseOf(round.last) === DELETED);
  }

  /** Victims that are on their way out already are left alone (v1.35). */
  liveOf({ victims }: Preemption): readonly PodId[] {
    const { behaviour, pods } = this.#cluster;
    return victims.filter((victim) => !behaviour.sparesTerminatingVictims || !pods.isTerminating(victim));
  }

  /** The pod is kept out of the queue from now on, if there is anything to do; its requests wait for `act`. */
  begin(preemptor: PodId, denominated: readonly PodId[], victims: readonly PodId[]): void {
    const last = victims.at(-1);
    if (last === undefined) return;
    const waiting = victims.slice(0, -1);
    const begun = { underWay: 0, isAtLast: false, hasFailed: false };
    const number = this.#roundNumber;
    this.#roundNumber = (number + 1) & NUMBERS;
    this.#rounds.set(number, { preemptor, denominated: [...denominated], waiting, last, ...begun });
    this.#latest.set(preemptor, number);
  }

  /** Sends the first requests, if there is anything to do for the pod. */
  act(preemptor: PodId): void {
    const number = this.#latest.get(preemptor);
    if (number !== undefined) this.#goOn(number, this.#roundOf(number));
  }

  snapshot(): Snapshot {
    return { evictions: packJson([[...this.#rounds], this.#roundNumber, [...this.#latest]]) };
  }

  restore(saved: Snapshot): void {
    type Saved = [[number, Round][], number, [PodId, number][]];
    const [rounds, roundNumber, latest] = unpackJson(saved, "evictions") as Saved;
    this.#rounds = new Map(rounds);
    this.#roundNumber = roundNumber;
    this.#latest = new Map(latest);
  }

  /** The nominations first, then the victims side by side, then the last one. */
  #goOn(number: number, round: Round): void {
    while (round.underWay === 0 && round.denominated.length > 0) {
      const pod = round.denominated.shift()!;
      if (this.#patches.send(this.#denominate, pod, { nominatedNodeName: "" }, number)) round.underWay += 1;
    }
    if (round.denominated.length > 0 || (round.underWay > 0 && round.isAtLast)) return;
    while (!round.hasFailed && round.waiting.length > 0 && round.underWay < this.#parallelism) {
      round.underWay += 1;
      this.#preempt(round.waiting.shift()!, number);
    }
    if (round.underWay > 0) return;
    if (round.isAtLast || round.hasFailed) {
      this.#rounds.delete(number);
      // The end of any of its rounds is that of all, as the source has it.
      this.#latest.delete(round.preemptor);
      this.#ended(round.preemptor, round.hasFailed);
      return;
    }
    round.isAtLast = true;
    round.underWay += 1;
    this.#preempt(round.last, number);
  }

  /** A nomination that could not be taken away is no hindrance. */
  #denominated(number: number, answer: ApiAnswer): void {
    const round = this.#roundOf(number);
    round.underWay -= 1;
    if (answer !== "ok") round.hasFailed = true;
    this.#goOn(number, round);
  }

  #preempt(victim: PodId, number: number): void {
    const { preemptor } = this.#roundOf(number);
    const condition = {
      type: "DisruptionTarget",
      status: "True",
      reason: "PreemptionByScheduler",
      message: `${this.#cluster.classOfPod(preemptor).schedulerName}: preempting to accommodate a higher priority pod`,
    } as const;
    if (this.#patches.send(this.#mark, victim, { condition }, number)) return;
    this.#client.send(this.#delete, victim, number);
  }

  /** A victim that is gone needs no more. */
  #marked(victim: PodId, number: number, answer: ApiAnswer): void {
    if (answer === "ok") this.#client.send(this.#delete, victim, number);
    else this.#finishVictim(number, answer !== "not-found");
  }

  #finishVictim(number: number, failed: boolean): void {
    const round = this.#roundOf(number);
    round.underWay -= 1;
    if (failed) round.hasFailed = true;
    this.#goOn(number, round);
  }

  #roundOf(number: number): Round {
    return present(this.#rounds.get(number), "the round of a preemption");
  }

  #evict(victim: PodId, preemptor: PodId): ApiAnswer {
    const { pods } = this.#cluster;
    if (pods.phaseOf(victim) === DELETED) return "not-found";
    if (pods.nodeOf(victim) === NONE) return "ok";
    const { now } = this.#engine;
    const { terminationGracePeriodSeconds: grace } = this.#cluster.classOfPod(victim).pod.spec;
    // No kubelet has it yet: the API server deletes it at once, and its binding finds it gone.
    const isAtOnce = pods.phaseOf(victim) === ASSUMED || (grace ?? DEFAULT_GRACE_SECONDS) === 0;
    this.#cluster.apply({ kind: "pod-terminating", pod: victim, preemptor }, now);
    if (isAtOnce) this.#cluster.apply({ kind: "pod-deleted", pod: victim }, now);
    return "ok";
  }
}
