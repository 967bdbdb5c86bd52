// The comparison of two runs for people at a terminal: how much differs, between which pools and zones, and pod by pod why.

import type { ComparedRun, Comparison, Flow, MoveCause, Whereabouts } from "../../simulation/explain/comparison.ts";

import { formatExactCount } from "../human-numbers.ts";
import { layOut, wrap, type Column } from "../text/column-table.ts";

const WIDTH = 100;
/** Flows that are listed. */
const MOST_FLOWS = 12;

/** The whole text, ended by a line feed; holds no terminal escape whatever the names in it. */
export function comparisonText(comparison: Comparison): string {
  const { byPool, byZone } = comparison;
  const sections = [
    verdictLines(comparison),
    flowLines("BY POOL", byPool),
    flowLines("BY ZONE", byZone),
    causeLines(comparison),
    podLines(comparison),
  ];
  const full = sections.filter((lines) => lines.length > 0);
  return `${full.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function verdictLines({ first, second, common, differing, onlyInFirst, onlyInSecond }: Comparison): readonly string[] {
  const verdict =
    differing === 0
      ? sameText(common, onlyInFirst + onlyInSecond)
      : `${countOf(differing, "pod")} of ${formatExactCount(common)} that both know ${differing === 1 ? "is" : "are"} elsewhere in the second.`;
  const lines = [
    `first   ${runText(first)}`,
    `second  ${runText(second)}`,
    verdict,
    ...onlyText(onlyInFirst, "first"),
    ...onlyText(onlyInSecond, "second"),
  ];
  return lines.flatMap((line) => wrap(line, WIDTH));
}

function sameText(common: number, others: number): string {
  if (common === 0 && others > 0) return "There is no pod that both know.";
  return `All ${countOf(common, "pod")}${others === 0 ? "" : " that both know"} are at the same place.`;
}

function onlyText(pods: number, run: "first" | "second"): readonly string[] {
  return pods === 0 ? [] : [`${countOf(pods, "pod")} ${pods === 1 ? "is" : "are"} in the ${run} alone.`];
}

function runText({ scenario, seed, placed, waiting, preempted }: ComparedRun): string {
  const gone = preempted === 0 ? "" : `, ${formatExactCount(preempted)} preempted`;
  return `${scenario}, seed ${seed}: ${formatExactCount(placed)} placed, ${formatExactCount(waiting)} waiting${gone}`;
}

function flowLines(title: string, flows: readonly Flow[]): readonly string[] {
  const isPlain = flows.length === 0 || (flows.length === 1 && flows[0]!.from === flows[0]!.to);
  if (isPlain) return [];
  const columns: readonly Column[] = [
    { title: "FIRST", align: "left", most: 40 },
    { title: "SECOND", align: "left", most: 40 },
    { title: "PODS", align: "right" },
  ];
  const rows = flows
    .slice(0, MOST_FLOWS)
    .map(({ from, to, pods }) => [groupText(from), groupText(to), formatExactCount(pods)]);
  const hidden = flows.length - rows.length;
  return [title, ...layOut({ columns, rows }, WIDTH), ...(hidden > 0 ? [`… and ${hidden} more`] : [])];
}

/** Nodes may be in no zone. */
function groupText(name: string): string {
  return name === "" ? "(none)" : name;
}

function causeLines({ causes, moved }: Comparison): readonly string[] {
  if (causes.length === 0) return [];
  const columns: readonly Column[] = [
    { title: "PODS", align: "right" },
    { title: "CAUSE", align: "left" },
  ];
  const rows = causes.map(({ cause, pods }) => [formatExactCount(pods), cause]);
  const title = `WHY THE SECOND DID NOT TAKE THE FIRST ONE'S NODE (of ${countOf(moved.length, "pod")} looked into)`;
  return [title, ...layOut({ columns, rows }, WIDTH)];
}

function podLines({ moved, differing, onlyInFirst, onlyInSecond }: Comparison): readonly string[] {
  if (moved.length === 0) return [];
  const lines = moved.flatMap(({ pod, from, to, whyNotFirst, whyNotSecond }) => [
    `${pod}: ${placeText(from)} → ${placeText(to)}`,
    ...causeText("second", from, whyNotFirst),
    ...causeText("first", to, whyNotSecond),
  ]);
  const hidden = differing + onlyInFirst + onlyInSecond - moved.length;
  const more = hidden > 0 ? [`… and ${countOf(hidden, "pod")} more; -o json looks into all of them`] : [];
  return ["PODS", ...lines, ...more];
}

function placeText(place: Whereabouts): string {
  return place.kind === "placed" ? place.node : place.kind;
}

function causeText(run: string, missed: Whereabouts, cause: MoveCause | null): readonly string[] {
  if (cause === null) return [];
  const lines = wrap(`${run}: ${placeText(missed)} ${reasonText(cause)}`, WIDTH - 2);
  return lines.map((line) => `  ${line}`);
}

function reasonText(cause: MoveCause): string {
  switch (cause.kind) {
    case "score":
      return `was ${countOf(cause.total, "point")} behind, most by ${cause.plugin} (${formatExactCount(cause.by)})`;
    case "tie":
      return `had the same total as ${countOf(cause.nodes - 1, "other node")}, and another was chosen`;
    case "refused":
      return `was refused by ${cause.plugin}: ${cause.reasons.join("; ")}`;
    case "not-visited":
      return `was not looked at: enough nodes fit after ${formatExactCount(cause.visited)} of ${formatExactCount(cause.nodes)}`;
    case "tried-first":
      return "was not looked at: a node that was tried first fits";
    case "no-such-node":
      return "does not exist";
    case "waited":
      return `did not take it: ${cause.message}`;
  }
}

function countOf(count: number, noun: string): string {
  return `${formatExactCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
