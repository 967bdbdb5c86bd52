// The soft constraints: the more pods a node's domains hold beside the others', the fewer points.
// Imitates plugins/podtopologyspread/scoring.go, v1.36.

import { HOSTNAME_KEY, includesNode, type SpreadConstraint } from "../../model/topology-spread.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import { dividedInt } from "../framework/integer.ts";
import type { NodeView } from "../framework/node-view.ts";
import { MAX_NODE_SCORE } from "../framework/plugin.ts";
import { topologyValueOf } from "../topology/topology-values.ts";
import { naturalLogarithm } from "./natural-logarithm.ts";
import { countOn, hasAllKeys } from "./pod-topology-spread-counts.ts";

/** What fails the cycle where preScore is disabled. */
export const SCORE_NOT_PREPARED = 'error reading "PreScorePodTopologySpread" from cycleState: not found';

/** A soft constraint in a cycle. */
export interface SoftSpread {
  readonly constraint: SpreadConstraint;
  /** Pods in a node's domain; of the node itself where nodes are the domains. */
  readonly countAt: (node: NodeView) => number;
  readonly weight: number;
}

/** Candidates that lack a key: they get nothing. */
export interface IgnoredCandidates {
  /** How many they are. */
  readonly ignored: number;
  readonly isIgnored: (node: number) => boolean;
}

export interface SpreadScoreState extends IgnoredCandidates {
  readonly soft: readonly SoftSpread[];
}

/** Domains count by their pods times this, so that a constraint of few domains is not drowned by one of many. */
export function weightOfDomains(domains: number): number {
  return naturalLogarithm(domains + 2);
}

/** Counts the pods of all nodes, for the domains that some candidate stands in. */
export function weighAfresh(
  constraints: readonly SpreadConstraint[],
  requiresAllKeys: boolean,
  podClass: SchedulingClass,
  candidates: readonly NodeView[],
  nodes: readonly NodeView[],
): SpreadScoreState {
  const takesPart = ({ record }: NodeView) => !requiresAllKeys || hasAllKeys(record, constraints);
  const ignored = new Set(candidates.filter((node) => !takesPart(node)).map(({ id }) => id));
  const scored = candidates.filter(({ id }) => !ignored.has(id));
  const taking = nodes.filter(takesPart);
  const soft = constraints.map((constraint): SoftSpread => {
    if (constraint.topologyKey === HOSTNAME_KEY) {
      const countAt = (node: NodeView) => countOn(node, constraint, podClass.namespace);
      return { constraint, countAt, weight: weightOfDomains(scored.length) };
    }
    const counts = countDomains(constraint, podClass, scored, taking);
    const countAt = (node: NodeView) => counts.get(domainOf(node, constraint)) ?? 0;
    return { constraint, countAt, weight: weightOfDomains(counts.size) };
  });
  return { soft, ignored: ignored.size, isIgnored: (node) => ignored.has(node) };
}

/** Nodes without the key share the domain of the empty value, where they take part at all. */
function domainOf({ record }: NodeView, { topologyKey }: SpreadConstraint): string {
  return topologyValueOf(record, topologyKey) ?? "";
}

function countDomains(
  constraint: SpreadConstraint,
  podClass: SchedulingClass,
  scored: readonly NodeView[],
  taking: readonly NodeView[],
): ReadonlyMap<string, number> {
  const counts = new Map(scored.map((node) => [domainOf(node, constraint), 0]));
  for (const node of taking) {
    const domain = domainOf(node, constraint);
    const before = counts.get(domain);
    if (before === undefined || !includesNode(constraint, podClass, node.record)) continue;
    counts.set(domain, before + countOn(node, constraint, podClass.namespace));
  }
  return counts;
}

/** The raw score: high where many pods are. A generous maxSkew waters the differences down. */
export function scoreSpread(node: NodeView, { soft, isIgnored }: SpreadScoreState): number {
  if (isIgnored(node.id)) return 0;
  let score = 0;
  for (const { constraint, countAt, weight } of soft) {
    if (topologyValueOf(node.record, constraint.topologyKey) === undefined) continue;
    score += countAt(node) * weight + (constraint.maxSkew - 1);
  }
  return Math.round(score);
}

/** A table of so many scores costs less than a division for each candidate. */
const FEW_SCORES = 64;
/** What scores become, by how much they are above the least. Of one call. */
const TURNED = new Float64Array(FEW_SCORES);

/** Turns scores round, so that the emptiest gets the most: not zero for the fullest unless the emptiest is empty. */
export function normalizeSpread(
  scores: Float64Array,
  nodes: ArrayLike<number>,
  { ignored, isIgnored }: IgnoredCandidates,
): void {
  const scored = ignored === 0 ? scores : scores.filter((_, index) => !isIgnored(nodes[index]!));
  const { least, most } = extremesOf(scored);
  if (most === 0) scores.fill(MAX_NODE_SCORE);
  else if (ignored === 0 && most - least < FEW_SCORES) turnRoundByTable(scores, least, most);
  else turnRound(scores, most + least, most);
  if (ignored === 0) return;
  for (let index = 0; index < scores.length; index += 1) if (isIgnored(nodes[index]!)) scores[index] = 0;
}

function extremesOf(scores: Float64Array): { readonly least: number; readonly most: number } {
  let least = Number.MAX_SAFE_INTEGER;
  let most = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index]!;
    if (score < least) least = score;
    if (score > most) most = score;
  }
  return { least, most };
}

/** As `turnRound`, for whole scores of which few differ: each is divided once. */
function turnRoundByTable(scores: Float64Array, least: number, most: number): void {
  for (let score = least; score <= most; score += 1) {
    TURNED[score - least] = dividedInt(MAX_NODE_SCORE * (most + least - score), most);
  }
  for (let index = 0; index < scores.length; index += 1) scores[index] = TURNED[scores[index]! - least]!;
}

function turnRound(scores: Float64Array, sum: number, most: number): void {
  for (let index = 0; index < scores.length; index += 1) {
    scores[index] = dividedInt(MAX_NODE_SCORE * (sum - scores[index]!), most);
  }
}
