// Runs a plan to answer one question: why is this pod where it is, or nowhere. The run is the one that `run` makes, to the end
// or to the moment asked about.

import { present } from "../../base/invariant.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { RandomStreams } from "../../base/random/random-streams.ts";
import type { Snapshot } from "../../base/snapshot.ts";
import { inSeconds, moment, type SimTime } from "../../base/time.ts";
import { PLIMSOLL_VERSION } from "../../base/version.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE, PENDING, type PodId, type PodPhase } from "../../cluster/pod-table.ts";

import type { ProfileRuntime } from "../../scheduling/framework/profile-runtime.ts";

import { arrivalTimes } from "../../environment/arrivals.ts";

import type { Plan } from "../../scenario/plan.ts";

import type { LastFailure } from "../saved-run.ts";
import { Simulation } from "../simulation.ts";
import { meantPods, type AskedPod, type PodKey } from "./asked-pod.ts";
import { describeDecision } from "./describe-decision.ts";
import {
  EXPLANATION_API_VERSION,
  type DecisionAnswer,
  type Explanation,
  type NodeAnswer,
  type PodAnswer,
} from "./explanation.ts";
import { describeNode } from "./node-check.ts";
import { needsOf } from "./pod-needs.ts";
import { PodWatch, type SeenDecision } from "./pod-watch.ts";
import { chosenFate, resumptionOf, type ReadRun } from "./resumed-run.ts";
import { whatItTakes } from "./remedies/what-it-takes.ts";

/** What is to be told beside the verdict. */
export interface ExplanationWishes {
  /** The moment asked about; undefined: the end of the run. */
  readonly atUs: SimTime | undefined;
  /** Name of a node on which all filters are asked; undefined: none. */
  readonly node: string | undefined;
  /** How many of the best nodes are listed. */
  readonly top: number;
}

/** The answer, or what in the question means nothing in this plan. */
export type PodExplanation =
  | { readonly kind: "explained"; readonly explanation: Explanation }
  | { readonly kind: "unknown-pod"; readonly nearest: string | undefined }
  | { readonly kind: "unknown-node"; readonly nearest: string | undefined }
  | { readonly kind: "ambiguous"; readonly namespaces: readonly string[] };

/**
 * Explains a pod, or of a workload the first pod that waits. With what the run of the plan has `saved`, only what the answer
 * needs of it is repeated; the answer is the same.
 *
 * @throws InvariantViolation if the program contradicts itself; never for what a user asked.
 */
export function explainPod(plan: Plan, asked: AskedPod, wishes: ExplanationWishes, saved?: ReadRun): PodExplanation {
  const meant = meantPods(plan, asked);
  if (meant.kind === "unknown") return { kind: "unknown-pod", nearest: meant.nearest };
  if (meant.kind === "ambiguous") return meant;
  const names = plan.nodes.map(({ node }) => node.metadata.name);
  if (wishes.node !== undefined && !names.includes(wishes.node)) {
    return { kind: "unknown-node", nearest: nearestName(wishes.node, names) };
  }
  return { kind: "explained", explanation: explanationOf(() => new Explainer(plan, asked, meant.pods, wishes), saved) };
}

interface PlacedAnswer {
  readonly decision: DecisionAnswer;
  readonly node: NodeAnswer | null;
}

/** What is told of which pod, as of when. */
interface Told {
  readonly pod: PodKey;
  /** How many of those asked about wait. */
  readonly waiting: number;
  readonly at: SimTime;
  readonly answer: PodAnswer;
}

class Explainer {
  readonly #plan: Plan;
  readonly #asked: AskedPod;
  readonly #pods: readonly PodKey[];
  readonly #wishes: ExplanationWishes;
  readonly #simulation: Simulation;
  #watch!: PodWatch;
  /** Of the pods of a workload, only the first is explained where it is placed: none may be left that waits. */
  #placed: PlacedAnswer | undefined;

  constructor(plan: Plan, asked: AskedPod, pods: readonly PodKey[], wishes: ExplanationWishes) {
    this.#plan = plan;
    this.#asked = asked;
    this.#pods = pods;
    this.#wishes = wishes;
    this.#simulation = new Simulation(plan, (placement) => {
      this.#watch = new PodWatch(placement, plan.scheduler, pods, pods.slice(0, 1), (seen) => {
        this.#placed = this.#describe(seen);
      });
      return this.#watch;
    });
  }

  /** Undefined if the states that the run has left behind are not those of this program: then nothing of it can be used. */
  explain(saved: ReadRun | undefined): Explanation | undefined {
    const told = this.#resume(saved) ?? this.#repeat();
    if (told === "foreign") return undefined;
    const { pod, waiting, at, answer } = told;
    const { name, kubernetes, inputs, seed } = this.#plan;
    return {
      apiVersion: EXPLANATION_API_VERSION,
      kind: "Explanation",
      plimsoll: PLIMSOLL_VERSION,
      scenario: { name, inputs },
      kubernetes,
      seed,
      atSeconds: inSeconds(at),
      pod: { namespace: pod.namespace, name: pod.name },
      workload:
        this.#asked.kind === "pod"
          ? null
          : { name: `${this.#asked.kind}/${this.#asked.name}`, pods: this.#pods.length, waiting },
      answer,
    };
  }

  /** Makes the whole run again, to its end or the moment asked about. */
  #repeat(): Told {
    const { atUs } = this.#wishes;
    const { horizonUs } = this.#plan;
    const until = atUs === undefined ? horizonUs : horizonUs === null ? atUs : moment(Math.min(atUs, horizonUs));
    const outcome = this.#simulation.run(until);
    // Where nothing is left to happen, the run has ended before.
    const at = moment(outcome.at);
    const { pod, waiting } = this.#choose();
    return { pod, waiting, at, answer: this.#answer(pod, at) };
  }

  /** Goes on from a state that the run has left behind; undefined if none helps. */
  #resume(saved: ReadRun | undefined): Told | "foreign" | undefined {
    const { atUs } = this.#wishes;
    const chosen = saved === undefined ? undefined : chosenFate(saved.run, this.#pods);
    if (saved === undefined || chosen === undefined) return undefined;
    const { fate, waiting } = chosen;
    const asksEnd = atUs === undefined || atUs >= saved.run.endedAt;
    // Which pod of a workload is meant at a moment, only the whole run says.
    const resumption = asksEnd || this.#pods.length === 1 ? resumptionOf(saved.run, fate, atUs) : undefined;
    if (resumption === undefined) return undefined;
    if (!takesOver(this.#simulation, saved.stateAt(resumption.checkpoint))) return "foreign";
    const pod = present(
      this.#pods.find(({ namespace, name }) => `${namespace}/${name}` === fate.key),
      "the pod that was chosen",
    );
    if (asksEnd && fate.isWaiting) {
      const at = saved.run.endedAt;
      const id = lastPods(this.#simulation.cluster, [pod])[0]!;
      return { pod, waiting, at, answer: this.#waiting(pod, id, at, fate.failure ?? undefined) };
    }
    this.#simulation.run(resumption.until);
    if (!asksEnd) return { pod, waiting, at: resumption.until, answer: this.#answer(pod, resumption.until) };
    const { phase, attempts } = fate;
    return { pod, waiting, at: saved.run.endedAt, answer: this.#placedAnswer(pod, phase, attempts) };
  }

  /** The first pod that waits, or else the first of all; and how many wait. */
  #choose(): { readonly pod: PodKey; readonly waiting: number } {
    const { pods } = this.#simulation.cluster;
    const ids = lastPods(this.#simulation.cluster, this.#pods);
    const waiting = this.#pods.filter((_, index) => ids[index] !== NONE && pods.phaseOf(ids[index]!) === PENDING);
    return { pod: waiting[0] ?? this.#pods[0]!, waiting: waiting.length };
  }

  #answer(pod: PodKey, at: SimTime): PodAnswer {
    const { cluster, preexisting } = this.#simulation;
    const id = lastPods(cluster, [pod])[0]!;
    if (id === NONE) return this.#absence(pod);
    if (id < preexisting) return { kind: "bound-before", node: this.#nodeBefore(pod) };
    if (cluster.pods.phaseOf(id) === PENDING) return this.#waiting(pod, id, at, undefined);
    const { pods } = cluster;
    return this.#placedAnswer(pod, pods.phaseNameOf(id), pods.attemptsOf(id));
  }

  #placedAnswer(pod: PodKey, phase: PodPhase, attempts: number): PodAnswer {
    const placed = present(this.#placed, "the decision that placed the pod");
    return { kind: "placed", phase, attempts, preempted: this.#watch.preemptionFor(pod) ?? null, ...placed };
  }

  #nodeBefore({ namespace, name }: PodKey): string {
    const bound = this.#plan.boundPods.find(
      ({ metadata }) => metadata.name === name && (metadata.namespace ?? "default") === namespace,
    );
    return bound?.spec.nodeName ?? "";
  }

  #absence(pod: PodKey): PodAnswer {
    const seen = this.#watch.refusalOf(pod);
    if (seen !== undefined) return { kind: "refused", ...seen.refusal, atSeconds: inSeconds(seen.at) };
    return { kind: "not-there-yet", arrivesAtSeconds: arrivalSeconds(this.#plan, pod) };
  }

  #waiting(key: PodKey, id: PodId, at: SimTime, before: LastFailure | undefined): PodAnswer {
    const { cluster } = this.#simulation;
    const podClass = cluster.classOfPod(id);
    const profiles = this.#plan.scheduler.profiles.map(({ schedulerName }) => schedulerName);
    if (!profiles.includes(podClass.schedulerName)) {
      return { kind: "other-scheduler", schedulerName: podClass.schedulerName, profiles };
    }
    const pod = { id, name: key.name, podClass };
    const gate = this.#watch.preEnqueueRefusal(pod);
    if (gate !== undefined) return { kind: "gated", plugin: gate.plugin, reasons: gate.reasons };
    const seen = this.#watch.ask(pod, at);
    const failure = this.#watch.failureOf(key) ?? before;
    return {
      kind: "waiting",
      createdAtSeconds: inSeconds(moment(cluster.pods.createdAtUs(id))),
      attempts: cluster.pods.attemptsOf(id),
      lastAttempt: failure === undefined ? null : { atSeconds: inSeconds(failure.at), message: failure.message },
      preempted: this.#watch.preemptionFor(key) ?? null,
      ...this.#describe(seen),
      needs: needsOf(pod, cluster),
      remedies:
        seen.explained.decision.kind === "unschedulable"
          ? whatItTakes(seen, runtimeOf(seen), this.#plan.scheduler)
          : [],
    };
  }

  #describe(seen: SeenDecision): PlacedAnswer {
    const runtime = runtimeOf(seen);
    const { node, top } = this.#wishes;
    const id = node === undefined ? undefined : seen.placement.cluster.nodes.find(node);
    return {
      decision: describeDecision(seen, runtime, top),
      node: id === undefined ? null : describeNode(seen, runtime, id),
    };
  }
}

function explanationOf(explainer: () => Explainer, saved: ReadRun | undefined): Explanation {
  const told = explainer().explain(saved) ?? explainer().explain(undefined);
  return present(told, "an explanation without saved states");
}

/** False for a state that another build of plimsoll has saved. */
function takesOver(simulation: Simulation, state: Snapshot): boolean {
  try {
    simulation.restore(state);
    return true;
  } catch {
    return false;
  }
}

function runtimeOf({ plain, pod }: SeenDecision): ProfileRuntime {
  return plain.runtimeFor(pod.podClass.schedulerName)!;
}

/** The latest pod of each name, or NONE. */
function lastPods(cluster: ClusterState, keys: readonly PodKey[]): readonly PodId[] {
  const ids = new Map(keys.map(({ namespace, name }): [string, PodId] => [`${namespace}/${name}`, NONE]));
  const names = new Set(keys.map(({ name }) => name));
  for (let pod = 0; pod < cluster.pods.size; pod += 1) {
    if (!names.has(cluster.pods.nameOf(pod))) continue;
    const key = cluster.keyOfPod(pod);
    if (ids.has(key)) ids.set(key, pod);
  }
  return keys.map(({ namespace, name }) => ids.get(`${namespace}/${name}`)!);
}

/** When the plan's workloads bring the pod. */
function arrivalSeconds({ seed, workloads }: Plan, { namespace, name }: PodKey): number {
  const streams = new RandomStreams(seed);
  for (const workload of workloads) {
    const { names, template, templates } = workload.pods;
    const row = names.findIndex(
      (candidate, index) =>
        candidate === name && (templates[template[index]!]!.metadata.namespace ?? "default") === namespace,
    );
    if (row === -1) continue;
    const { order, atUs } = arrivalTimes(workload, streams);
    return inSeconds(moment(Math.max(0, atUs[order.indexOf(row)]!)));
  }
  return 0;
}
