// What a search for a line found: plain data, a part of the result of its runs. Candidates that were run are the points of the design.

import type { ThresholdEstimate } from "../sweep-result.ts";

/**
 * `most`: the largest amount at which all thresholds hold. `least`: the smallest. `cheapest`: the mix of node pools with the lowest
 * price.
 */
export type LineKind = "most" | "least" | "cheapest";

/** How a candidate came out: `open` if the runs that it may have do not tell. */
export type LineOutcome = "holds" | "breaks" | "open";

/** One candidate that was run; at the same place as its point. */
export interface LinePoint {
  /** The amount searched along, in its unit; of a mix its price in an hour. */
  readonly amount: number;
  readonly outcome: LineOutcome;
  /** Why it is open, as half a sentence; null if it is not. */
  readonly reason: string | null;
  /** Judged as strictly as the search judges. */
  readonly thresholds: readonly ThresholdEstimate[];
}

export interface LineAnswer {
  /**
   * `found`: `holds` and `breaks` are as near as was asked for, and for a mix nothing cheaper is left. `wide`: they are not,
   * because candidates between them are open or were not run. `everywhere`: the candidate that asks most holds. `nowhere`: the one that asks least breaks.
   * `contradicted`: something that asks more held where something that asks less broke, so that what was inferred cannot be
   * relied on.
   */
  readonly kind: "found" | "wide" | "everywhere" | "nowhere" | "contradicted";
  /** The point that asks most of those known to hold, or the cheapest; null if none is. */
  readonly holds: number | null;
  /** The point that asks least of those known to break; null if none is. Of mixes the dearest that is cheaper than `holds`. */
  readonly breaks: number | null;
  /** The thresholds that break there, by their place. */
  readonly broken: readonly number[];
  /** Both as points; null if there is no contradiction. `held` asks more than `broke`. */
  readonly contradiction: { readonly held: number; readonly broke: number } | null;
  /** Of mixes: the lowest price that was not ruled out; null where nothing cheaper than `holds` is left. */
  readonly openFromPrice: number | null;
}

export interface Line {
  readonly kind: LineKind;
  /** Written after amounts; empty for plain numbers, and for prices. */
  readonly unit: string;
  /** What is loaded or bought, where the path says so: `web` of `workloads[web].arrival.perSecond`. */
  readonly subject: string | null;
  /** `arrival`: pods a second. `nodes`: a number of nodes. `amount`: anything else. */
  readonly measure: "arrival" | "nodes" | "amount";
  /** Of the whole answer; null if each candidate was run once, which says nothing about chance. */
  readonly confidence: number | null;
  /** Of the interval of each judgement, so that all of them together are right with `confidence`. */
  readonly confidenceOfEach: number;
  /** Judgements that the confidence is divided among: candidates, looks at each, and thresholds. */
  readonly judgements: number;
  /** Candidates that could have been run. */
  readonly candidates: number;
  /** Runs of one candidate at most. */
  readonly mostReplications: number;
  /** The arguments that ask for the same search again. */
  readonly asked: readonly string[];
  readonly points: readonly LinePoint[];
  readonly answer: LineAnswer;
}
