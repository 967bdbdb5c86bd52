// What becomes of a preemption once it is decided: pods of lower priority give up the node, the victims are told why and
// deleted, the last one when all others are. Meanwhile the pod that preempts is kept out of the queue.
// Imitates pkg/scheduler/framework/preemption/executor.go (prepareCandidateAsync, PreemptPod), v1.33 to v1.36.

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

/** The requests of one preemption, as far as they have come. */
interface Round {
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
  /** By the pod that preempts. */
  #rounds = new Map<PodId, Round>();

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
    this.#denominate = patches.define("scheduler/nomination-cleared", (_pod, preemptor, answer) =>
      this.#denominated(preemptor, answer),
    );
    this.#mark = patches.define("scheduler/victim-marked", (victim, preemptor, answer) =>
      this.#marked(victim, preemptor, answer),
    );
    this.#delete = client.define({
      name: "scheduler/victim-deleted",
      call: "delete pods",
      drawIdOf: (victim) => cluster.drawIdOf(victim),
      commit: (victim, preemptor) => this.#evict(victim, preemptor),
      answered: (_victim, preemptor, answer) =>
        this.#finishVictim(preemptor, answer !== "ok" && answer !== "not-found"),
    });
  }

  /** True while the pod's requests are under way; the last one counts as done once its victim is on its way out. */
  isPreempting(pod: PodId): boolean {
    const round = this.#rounds.get(pod);
    if (round === undefined) return false;
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
    const round = { denominated: [...denominated], waiting, last, underWay: 0, isAtLast: false, hasFailed: false };
    this.#rounds.set(preemptor, round);
  }

  /** Sends the first requests, if there is anything to do for the pod. */
  act(preemptor: PodId): void {
    const round = this.#rounds.get(preemptor);
    if (round !== undefined) this.#goOn(preemptor, round);
  }

  snapshot(): Snapshot {
    return { evictions: packJson([...this.#rounds]) };
  }

  restore(saved: Snapshot): void {
    this.#rounds = new Map(unpackJson(saved, "evictions") as [PodId, Round][]);
  }

  /** The nominations first, then the victims side by side, then the last one. */
  #goOn(preemptor: PodId, round: Round): void {
    while (round.underWay === 0 && round.denominated.length > 0) {
      const pod = round.denominated.shift()!;
      if (this.#patches.send(this.#denominate, pod, { nominatedNodeName: "" }, preemptor)) round.underWay += 1;
    }
    if (round.denominated.length > 0 || (round.underWay > 0 && round.isAtLast)) return;
    while (!round.hasFailed && round.waiting.length > 0 && round.underWay < this.#parallelism) {
      round.underWay += 1;
      this.#preempt(round.waiting.shift()!, preemptor);
    }
    if (round.underWay > 0) return;
    if (round.isAtLast || round.hasFailed) {
      this.#rounds.delete(preemptor);
      this.#ended(preemptor, round.hasFailed);
      return;
    }
    round.isAtLast = true;
    round.underWay += 1;
    this.#preempt(round.last, preemptor);
  }

  /** A nomination that could not be taken away is no hindrance. */
  #denominated(preemptor: PodId, answer: ApiAnswer): void {
    const round = this.#rounds.get(preemptor)!;
    round.underWay -= 1;
    if (answer !== "ok") round.hasFailed = true;
    this.#goOn(preemptor, round);
  }

  #preempt(victim: PodId, preemptor: PodId): void {
    const condition = {
      type: "DisruptionTarget",
      status: "True",
      reason: "PreemptionByScheduler",
      message: `${this.#cluster.classOfPod(preemptor).schedulerName}: preempting to accommodate a higher priority pod`,
    } as const;
    if (this.#patches.send(this.#mark, victim, { condition }, preemptor)) return;
    this.#client.send(this.#delete, victim, preemptor);
  }

  /** A victim that is gone needs no more. */
  #marked(victim: PodId, preemptor: PodId, answer: ApiAnswer): void {
    if (answer === "ok") this.#client.send(this.#delete, victim, preemptor);
    else this.#finishVictim(preemptor, answer !== "not-found");
  }

  #finishVictim(preemptor: PodId, failed: boolean): void {
    const round = this.#rounds.get(preemptor)!;
    round.underWay -= 1;
    if (failed) round.hasFailed = true;
    this.#goOn(preemptor, round);
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
