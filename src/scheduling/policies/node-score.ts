// Both forms of a policy whose score is a function of the pod's class and one node. A policy then says its formula once.

import type { SchedulingClass } from "../../cluster/class-table.ts";

import { dividedInt } from "../framework/integer.ts";
import { MAX_NODE_SCORE, type SchedulerPlugin } from "../framework/plugin.ts";

/** The raw score of a node for pods of a class. */
export type NodeScore = (podClass: SchedulingClass, node: number) => number;

/** A policy whose scores are whole numbers from 0 to 100 as they are. */
export function scoredByNode(scoreOf: NodeScore): SchedulerPlugin {
  return {
    score: ({ podClass }, node) => scoreOf(podClass, node.id),
    columnar: { locality: "node", score: columnOf(scoreOf) },
  };
}

/** A policy whose raw scores have to be brought to 0..100 over all candidates. */
export function scoredAmongCandidates(
  scoreOf: NodeScore,
  normalizeScore: (scores: Float64Array) => void,
): SchedulerPlugin {
  return {
    score: ({ podClass }, node) => scoreOf(podClass, node.id),
    normalizeScore,
    columnar: { locality: "candidates", score: columnOf(scoreOf) },
  };
}

function columnOf(scoreOf: NodeScore) {
  return (podClass: SchedulingClass, nodes: Int32Array, count: number, scores: Float64Array): void => {
    for (let index = 0; index < count; index += 1) scores[index] = scoreOf(podClass, nodes[index]!);
  };
}

/** The range of the raw scores is spread over 0..100, truncated; if all are equal, all become 0. */
export function spreadOverRange(scores: Float64Array): void {
  const { lowest, highest } = rangeOf(scores);
  const width = highest - lowest;
  for (let index = 0; index < scores.length; index += 1) {
    scores[index] = width === 0 ? 0 : dividedInt((scores[index]! - lowest) * MAX_NODE_SCORE, width);
  }
}

/** As `spreadOverRange`, but only the highest raw scores become 100: truncating may not make a tie of an order. */
export function keepBestAlone(scores: Float64Array): void {
  const { lowest, highest } = rangeOf(scores);
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index]!;
    const share = (score - lowest) / (highest - lowest);
    scores[index] =
      score === highest ? MAX_NODE_SCORE : Math.min(Math.floor(share * MAX_NODE_SCORE), MAX_NODE_SCORE - 1);
  }
}

function rangeOf(scores: Float64Array): { readonly lowest: number; readonly highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const score of scores) {
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  return { lowest, highest };
}
