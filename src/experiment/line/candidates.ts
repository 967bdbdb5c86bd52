// The candidates of a search as points of a design, least asked of the cluster first, with the search that goes through them.

import { withUnitOf } from "../../scenario/sweep/range-levels.ts";
import type { SearchedPath } from "../../scenario/sweep/read-search.ts";

import type { Design, Factor, Point } from "../design/point.ts";

import { amountsOf, MOST_CANDIDATES, type Amounts, type Tolerance } from "./amounts.ts";
import { bracketSearch } from "./bracket-search.ts";
import type { CandidateSearch } from "./candidate-search.ts";
import type { Line, LineKind } from "./line-result.ts";
import { mixSearch } from "./mix-search.ts";
import { countMixes, mixesOf } from "./mixes.ts";

export interface Candidates {
  /** One point a candidate. */
  readonly design: Design;
  /** Of each candidate: what is searched along, or the price of a mix. */
  readonly amounts: readonly number[];
  readonly unit: string;
  readonly subject: Line["subject"];
  readonly measure: Line["measure"];
  readonly search: CandidateSearch;
}

/** Why there are no candidates, told under the command's option. */
export interface NoCandidates {
  readonly kind: "none";
  readonly message: string;
  readonly expected: string;
}

type Answer = ({ readonly kind: "candidates" } & Candidates) | NoCandidates;

/** More mixes than these cannot be weighed against one another in a moment. */
const MOST_MIXES = 10_000;

/** Of `most` the amounts ascend, of `least` they descend. `everywhere`: what every candidate sets beside its amount. */
export function alongOnePath(
  path: SearchedPath,
  kind: Exclude<LineKind, "cheapest">,
  tolerance: Tolerance | null,
  everywhere: Point["assignments"],
): Answer {
  const found = amountsOf(path, tolerance);
  if (found === undefined) return tooMany(`${path.text} would have more than ${counted(MOST_CANDIDATES)} amounts`);
  const { amounts, first, strides, nearEnough } = kind === "most" ? found : reversed(found);
  const factor = factorOf(path, amounts);
  const points = amounts.map((amount, index) => ({
    index,
    assignments: [...everywhere, { path: path.text, value: withUnitOf(path, amount) }],
    levels: [index],
  }));
  return {
    kind: "candidates",
    design: { factors: [factor], points },
    amounts,
    unit: path.unit,
    ...subjectOf(path.text),
    search: bracketSearch({ candidates: amounts.length, first, strides, nearEnough }),
  };
}

/** Every mix of the numbers of several node pools; each of them needs a price and an extent. */
export function overMixes(
  paths: readonly SearchedPath[],
  tolerance: Tolerance | null,
  everywhere: Point["assignments"],
): Answer {
  const wrong = paths.find(({ pricePerHour, extent }) => pricePerHour === undefined || extent.kind === "around");
  if (wrong !== undefined) return unpriced(wrong);
  const things = paths.map((path) => ({
    amounts: amountsOf(path, tolerance)?.amounts ?? [],
    pricePerHour: path.pricePerHour!,
  }));
  const count = countMixes(things);
  if (count === 0 || count > MOST_MIXES) return tooMany(`there would be ${counted(count)} mixes`);
  const mixes = mixesOf(things);
  const points = mixes.map(({ levels }, index) => {
    const own = paths.map((path, at) => ({
      path: path.text,
      value: withUnitOf(path, things[at]!.amounts[levels[at]!]!),
    }));
    return { index, assignments: [...everywhere, ...own], levels };
  });
  return {
    kind: "candidates",
    design: { factors: paths.map((path, at) => factorOf(path, things[at]!.amounts)), points },
    amounts: mixes.map(({ price }) => price),
    unit: "",
    subject: null,
    measure: "nodes",
    search: mixSearch(mixes),
  };
}

function unpriced({ text, extent }: SearchedPath): NoCandidates {
  const isAround = extent.kind === "around";
  return {
    kind: "none",
    message: isAround ? `${text} has no range` : `${text} has no price`,
    expected: isAround ? `${text}=FROM..TO` : "the count of a node pool that has a pricePerHour and does not grow",
  };
}

function tooMany(message: string): NoCandidates {
  const expected = `a shorter range or a larger --tolerance: at most ${counted(MOST_CANDIDATES)} amounts and ${counted(MOST_MIXES)} mixes`;
  return { kind: "none", message, expected };
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}

function reversed({ amounts, first, strides, nearEnough }: Amounts): Amounts {
  const mirrored = (places: readonly number[]): readonly number[] =>
    places.map((place) => amounts.length - 1 - place).sort((a, b) => a - b);
  return { amounts: amounts.toReversed(), first: mirrored(first), strides: mirrored(strides), nearEnough };
}

function factorOf({ text, unit }: SearchedPath, amounts: readonly number[]): Factor {
  const levels = amounts.map((amount) => `${amount}${unit}`);
  return { name: text, paths: [text], levels, isNumeric: unit === "" };
}

/** What the path says about what is searched along. */
function subjectOf(text: string): Pick<Candidates, "subject" | "measure"> {
  const arrival = /^workloads\[([^\]]+)\]\.arrival\.perSecond$/.exec(text)?.[1];
  if (arrival !== undefined) return { subject: /^\d+$/.test(arrival) ? null : arrival, measure: "arrival" };
  const pool = /^cluster\.nodePools\[([^\]]+)\]\.count$/.exec(text)?.[1];
  if (pool !== undefined) return { subject: /^\d+$/.test(pool) ? null : pool, measure: "nodes" };
  return { subject: null, measure: "amount" };
}
