// What fits after a loss: the pods of the lost nodes look for another place, and the rest is filled. Every kind of loss is tried
// as far as the effort allows; where nodes are independent, only those are filled anew to which pods have come.

import { invariant, present } from "../../base/invariant.ts";

import type { LossCase, LossSummary, Loss } from "./capacity-result.ts";
import type { CapacityWorld } from "./capacity-world.ts";
import { fill, independentNodes, type Filling, type FillWish } from "./fill.ts";
import { lostGroups, type LostGroup } from "./lost-groups.ts";

/** Pods that are placed in all trials together, about. */
const MOST_PLACEMENTS = 1_000_000;
/** Nodes that are set back in all trials together. */
const MOST_NODES_RESET = 3_000_000;
/** However large the cluster is. */
const LEAST_TRIALS = 10;

/** What is asked, and what fits without a loss. */
export interface LossQuestion {
  readonly world: CapacityWorld;
  readonly wish: FillWish;
  readonly now: Filling;
  /** Pods of one workload; null for a pod by itself. */
  readonly replicas: number | null;
  /** Called before each trial with what is done of all. */
  readonly onTrial: (lost: Loss, done: number, trials: number) => void;
}

/** Null if there is nothing of the sort. The world is left as the last trial had it. */
export function tryLosses(question: LossQuestion, lost: Loss): LossSummary | null {
  const { world } = question;
  world.reset();
  const groups = lostGroups(world.cluster, lost);
  if (groups.length === 0) return null;
  const trial = new LossTrial(question);
  const chosen = chosenGroups(question, trial, groups);
  const cases = chosen.map((group, done) => {
    question.onTrial(lost, done, chosen.length);
    return trial.caseOf(group);
  });
  return summaryOf(lost, groups, cases);
}

class LossTrial {
  readonly isIndependent: boolean;
  readonly #question: LossQuestion;

  /** The world stands at its beginning. */
  constructor(question: LossQuestion) {
    const { world, wish, now } = question;
    this.#question = question;
    this.isIndependent = now.end !== undefined && independentNodes(world, wish.classId) !== undefined;
  }

  caseOf({ name, pool, nodes, alike }: LostGroup): LossCase {
    const { world, wish, replicas } = this.#question;
    world.reset();
    const displaced = world.lose(nodes);
    const touched = new Set<number>();
    let homeless = 0;
    for (const pod of displaced) {
      const offer = world.offer(pod.classId, pod.name);
      if (offer.kind === "placed") touched.add(offer.node);
      else homeless += 1;
    }
    const more = this.#moreAfter(nodes, touched);
    const workloads = replicas === null ? null : Math.floor(more / replicas);
    const isCapped = more === wish.most;
    return { name, pool, alike, displaced: displaced.length, homeless, more, isCapped, workloads };
  }

  #moreAfter(nodes: readonly number[], touched: ReadonlySet<number>): number {
    const { world, wish, now } = this.#question;
    const onNode = (node: number) => now.onNode.get(node) ?? 0;
    const independent = this.isIndependent ? independentNodes(world, wish.classId) : undefined;
    if (independent === undefined) return fill(world, wish).more;
    const fewer = [...touched].map((node) => onNode(node) - independent.fill(node, wish));
    return now.more - sum(nodes.map(onNode)) - sum(fewer);
  }
}

/** All, if that is not too much; else those that hold most. */
function chosenGroups(
  { world, now }: LossQuestion,
  { isIndependent }: LossTrial,
  groups: readonly LostGroup[],
): readonly LostGroup[] {
  const { cluster } = world;
  const byReset = Math.floor(MOST_NODES_RESET / cluster.nodes.size);
  const byPods = isIndependent ? byReset : Math.floor(MOST_PLACEMENTS / Math.max(1, now.more));
  const trials = Math.max(LEAST_TRIALS, Math.min(byReset, byPods));
  if (groups.length <= trials) return groups;
  const heldBy = ({ nodes }: LostGroup) =>
    sum(nodes.map((node) => cluster.nodes.podCount(node) + (now.onNode.get(node) ?? 0)));
  return groups.toSorted((left, right) => heldBy(right) - heldBy(left)).slice(0, trials);
}

function summaryOf(lost: Loss, groups: readonly LostGroup[], cases: readonly LossCase[]): LossSummary {
  const ascending = cases.toSorted((left, right) => left.more - right.more || right.homeless - left.homeless);
  const worst = present(ascending[0], "a loss that was tried");
  return {
    lost,
    count: sum(groups.map(({ alike }) => alike)),
    kinds: groups.length,
    kindsTried: cases.length,
    worst,
    min: worst.more,
    median: medianOf(ascending),
    max: ascending.at(-1)!.more,
    mostHomeless: cases.reduce((most, one) => (one.homeless > most.homeless ? one : most), worst),
    withHomeless: sum(cases.filter(({ homeless }) => homeless > 0).map(({ alike }) => alike)),
  };
}

/** The lower one in the middle, each case counted for all that are alike. */
function medianOf(ascending: readonly LossCase[]): number {
  const half = Math.ceil(sum(ascending.map(({ alike }) => alike)) / 2);
  let counted = 0;
  for (const { alike, more } of ascending) {
    counted += alike;
    if (counted >= half) return more;
  }
  invariant(false, "half of all comes before their end");
  return 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
