// Marks on a chart as flags: each a rule at its moment with a text at its top, in as many lanes as keep the texts apart. Marks that stand too
// near to be told apart share one flag.

import type { SimulationResult } from "../../simulation/result.ts";

import type { ChartSize } from "../charts/chart.ts";
import { cutMiddle, visibleText } from "../neutral-text.ts";

import { readMark } from "./timeline.ts";

type Mark = NonNullable<SimulationResult["motion"]>["availability"]["marks"][number];

/** A rule and its text; without a lane there is no text, or no room for it. */
export interface Flag {
  readonly atSeconds: number;
  readonly text: string;
  /** 0 is the lowest. */
  readonly lane: number | null;
  /** On which side of the rule the text stands. */
  readonly side: "right" | "left";
}

/** About how much of a chart's width stands beside its lines. */
const AXIS_WIDTH = 62;
/** Rules nearer than this are one, px. */
const NEAR = 9;
/** Letters of a text at most, as a share of the chart's width in letters. */
const TEXT_SHARE = 0.45;
/** Of the size of the letters. */
const LETTER_WIDTH = 0.56;
const GAP = 10;
const MOST_LANES = 4;

/** Marks of other workloads' rollouts are left out. */
export function marksOf(marks: readonly Mark[], workload: string): readonly Mark[] {
  return marks.filter(({ text }) => {
    const { who } = readMark(text);
    return !who.startsWith(ROLLOUT) || who === `${ROLLOUT}${workload}`;
  });
}

const ROLLOUT = "rollout of ";

/** The flags of these marks, in order of time, on a chart that goes on to `endSeconds`. */
export function flagsOf(marks: readonly Mark[], endSeconds: number, size: ChartSize): readonly Flag[] {
  const width = size.width - AXIS_WIDTH;
  const letter = LETTER_WIDTH * (size.fontSize - 1);
  const most = Math.floor((TEXT_SHARE * size.width) / letter);
  const pixelsAt = (seconds: number): number => (endSeconds > 0 ? (seconds / endSeconds) * width : 0);
  const groups = nearGroups(marks, pixelsAt);
  const lanesFrom: number[] = [];
  const flags = groups.toReversed().map((group): Flag => {
    const { atSeconds } = group[0];
    const texts = groupTexts(group);
    if (texts.length === 0) return { atSeconds, text: "", lane: null, side: "right" };
    const x = pixelsAt(atSeconds);
    const room = Math.floor((width - x - GAP) / letter);
    const { text, side } = fittingText(texts, room, most);
    const length = text.length * letter + GAP;
    const [from, to] = side === "right" ? [x, x + length] : [x - length, x];
    const lane = freeLane(lanesFrom, to);
    if (lane !== null) lanesFrom[lane] = from;
    return { atSeconds, text, lane, side };
  });
  return flags.toReversed();
}

/** The lowest lane whose leftmost text begins behind `to`; from right to left, no rule then crosses a text. */
function freeLane(lanesFrom: readonly number[], to: number): number | null {
  const lane = lanesFrom.findIndex((from) => from >= to);
  if (lane >= 0) return lane;
  return lanesFrom.length < MOST_LANES ? lanesFrom.length : null;
}

type MarkGroup = readonly [Mark, ...Mark[]];

function nearGroups(marks: readonly Mark[], pixelsAt: (seconds: number) => number): readonly MarkGroup[] {
  const groups: [Mark, ...Mark[]][] = [];
  for (const mark of marks.toSorted((left, right) => left.atSeconds - right.atSeconds)) {
    const group = groups.at(-1);
    if (group !== undefined && pixelsAt(mark.atSeconds) - pixelsAt(group[0].atSeconds) < NEAR) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** Letters for which a text is rather cut than put to the left of its rule, where other rules may cross it. */
const LEAST_LETTERS = 14;

/** The longest of the texts that stands to the right within `room` letters; else the shortest one, cut or to the left. */
function fittingText(texts: readonly string[], room: number, most: number): Pick<Flag, "text" | "side"> {
  const limit = Math.min(room, most);
  const fitting = texts.find(({ length }) => length <= limit);
  if (fitting !== undefined) return { text: fitting, side: "right" };
  const shortest = texts.at(-1) ?? "";
  return limit >= LEAST_LETTERS
    ? { text: cutMiddle(shortest, limit), side: "right" }
    : { text: cutMiddle(shortest, most), side: "left" };
}

/**
 * What a group says, from the longest to the shortest: all, then the first and how many more. A rule without a text ends what a rule before it
 * began; a node is named where it is the only one.
 */
function groupTexts(group: MarkGroup): readonly string[] {
  const said = new Map<string, string>();
  for (const { text } of group) {
    const { who, verb, nodes } = readMark(text);
    const name = nodes === "" || nodes.includes(" ") ? who : `${who} ${nodes}`;
    const isTrouble = verb === "fails" || verb === "is stuck";
    if (verb !== "ends") said.set(name, isTrouble ? `${name} ${verb}` : (said.get(name) ?? name));
  }
  const [first, ...others] = [...said.values()].map(visibleText);
  if (first === undefined) return [];
  return others.length === 0 ? [first] : [[first, ...others].join(", "), `${first}, +${others.length}`];
}
