// An explanation for people at a terminal: the verdict first, then what was looked at, what refused, what scored, and what it
// would take.

import type {
  DecisionAnswer,
  Explanation,
  NodeAnswer,
  PodAnswer,
  PodNeed,
  PreemptionAnswer,
  Remedy,
  ScoredNode,
} from "../../simulation/explain/explanation.ts";

import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import { layOut, wrap, type Column } from "../text/column-table.ts";

import { needText } from "./needs-text.ts";
import { remedyText } from "./remedy-text.ts";

const WIDTH = 100;
/** Candidates of preemption that are listed. */
const MOST_CANDIDATES = 5;

/** The whole text, ended by a line feed; holds no terminal escape whatever the names in it. */
export function explanationText(explanation: Explanation): string {
  const sections = [verdictLines(explanation), ...answerSections(explanation.answer)];
  const full = sections.filter((lines) => lines.length > 0);
  return `${full.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function verdictLines({ pod, workload, atSeconds, scenario, answer }: Explanation): string[] {
  const name = `pod ${pod.namespace}/${pod.name}`;
  const about =
    workload === null
      ? []
      : [`${workload.name}: ${countOf(workload.pods, "pod")}, ${formatExactCount(workload.waiting)} of them waiting`];
  const head = `${name} ${standing(answer)}, at ${formatSeconds(atSeconds)} of ${scenario.name}`;
  return [...about, head, ...verdictOf(answer)].flatMap((line) => wrap(line, WIDTH));
}

/** What the pod does at the moment asked about. */
function standing(answer: PodAnswer): string {
  switch (answer.kind) {
    case "bound-before":
      return `stands on node ${answer.node}`;
    case "refused":
      return "was never created";
    case "other-scheduler":
      return "waits for another scheduler";
    case "gated":
      return "is gated";
    case "not-there-yet":
      return "is not there yet";
    case "waiting":
      return `waits after ${countOf(answer.attempts, "attempt")}`;
    case "placed": {
      const { outcome } = answer.decision;
      return `is ${answer.phase}${outcome.kind === "scheduled" ? ` on node ${outcome.node}` : ""}`;
    }
  }
}

function verdictOf(answer: PodAnswer): readonly string[] {
  switch (answer.kind) {
    case "bound-before":
      return ["It was bound before the run began: nothing was decided about it."];
    case "refused":
      return [`Admission (${answer.plugin}) refused it at ${formatSeconds(answer.atSeconds)}: ${answer.message}`];
    case "other-scheduler":
      return [`Its schedulerName is ${answer.schedulerName}; the profiles here are ${answer.profiles.join(", ")}.`];
    case "gated":
      return [`${answer.plugin}: ${answer.reasons.join("; ")}`];
    case "not-there-yet":
      return [`It is created at ${formatSeconds(answer.arrivesAtSeconds)}.`];
    case "waiting":
      return waitingVerdict(answer);
    case "placed":
      return [`Decided at ${formatSeconds(answer.decision.atSeconds)}, ${pathText(answer.decision)}.`];
  }
}

function waitingVerdict({ decision, lastAttempt }: Extract<PodAnswer, { kind: "waiting" }>): readonly string[] {
  const { outcome } = decision;
  const now = outcome.kind === "scheduled" ? `It would be placed on node ${outcome.node} now.` : outcome.message;
  if (lastAttempt === null) return [now];
  const differs = outcome.kind === "scheduled" || outcome.message !== lastAttempt.message;
  const last = `The last attempt was at ${formatSeconds(lastAttempt.atSeconds)}`;
  return differs ? [`${last}: ${lastAttempt.message}`, `Now: ${now}`] : [now, `${last}.`];
}

function pathText({ outcome, search, ties }: DecisionAnswer): string {
  if (outcome.kind !== "scheduled") return "and nothing was found";
  if (outcome.path === "tried-first") return "on the node that was tried first (nominated to it, or next in its batch)";
  if (outcome.path === "only") return "on the only node found that fits: nothing was scored";
  const shared =
    ties === null || ties.nodes === 1
      ? ""
      : `; ${formatExactCount(ties.nodes)} nodes share the highest total, and ${TIE_TEXTS[ties.rule]}`;
  return `as the best of ${countOf(search.feasible, "node")} that fit${shared}`;
}

const TIE_TEXTS = {
  kubernetes: "kube-scheduler's heap of them brought this one to the top",
  random: "one of them was drawn",
  name: "the first by name was taken",
} as const;

function answerSections(answer: PodAnswer): readonly (readonly string[])[] {
  if (answer.kind !== "waiting" && answer.kind !== "placed") return [];
  const { decision, node, preempted } = answer;
  return [
    searchLines(decision),
    refusalLines(decision),
    scoreLines("BEST NODES (score × weight by plugin)", decision.top),
    preemptionLines("PREEMPTION", decision.preemption),
    preempted === null ? [] : preemptionLines(`PREEMPTION, AT ${formatSeconds(preempted.atSeconds)}`, preempted),
    nodeLines(node),
    answer.kind === "waiting" ? needLines(answer.needs) : [],
    answer.kind === "waiting" ? remedyLines(answer.remedies, decision) : [],
  ];
}

function searchLines({ search, outcome }: DecisionAnswer): readonly string[] {
  const { nodes, visited, feasible, startedAt, nodeSet } = search;
  if (visited === 0 && nodeSet === null) {
    const isEarly = outcome.kind === "unschedulable" && nodes > 0;
    return isEarly ? ["No node was looked at: the pod itself was refused."] : [];
  }
  const narrowed = nodeSet === null ? "" : ` (only ${countOf(nodeSet.nodes, "node")} by ${nodeSet.plugins.join(", ")})`;
  const begin = startedAt === null ? "" : `, beginning at ${startedAt}`;
  const rest = visited < (nodeSet?.nodes ?? nodes) ? ": enough were found that fit" : "";
  const looked = `Looked at ${formatExactCount(visited)} of ${countOf(nodes, "node")}${narrowed}${begin}${rest}.`;
  return wrap(`${looked} ${formatExactCount(feasible)} of them fit.`, WIDTH);
}

const REFUSAL_COLUMNS: readonly Column[] = [
  { title: "PLUGIN", align: "left" },
  { title: "NODES", align: "right" },
  { title: "REASON", align: "left" },
];

function refusalLines({ refusals }: DecisionAnswer): readonly string[] {
  if (refusals.length === 0) return [];
  const rows = refusals.flatMap(({ plugin, nodes, reasons }) =>
    reasons.length === 1
      ? [[plugin, formatExactCount(nodes), reasons[0]!.reason]]
      : [
          [plugin, formatExactCount(nodes), "of them:"],
          ...reasons.map(({ reason, nodes: some }) => ["", formatExactCount(some), reason]),
        ],
  );
  return ["REFUSED (by the first filter that did)", ...layOut({ columns: REFUSAL_COLUMNS, rows }, WIDTH)];
}

function scoreLines(title: string, top: readonly ScoredNode[]): readonly string[] {
  if (top.length === 0) return [];
  const columns: readonly Column[] = [
    { title: "NODE", align: "left", most: 40 },
    { title: "TOTAL", align: "right" },
    { title: "SCORES", align: "left" },
  ];
  const rows = top.map(({ node, total, scores }) => [node, formatExactCount(total), scoresText(scores)]);
  return [title, ...layOut({ columns, rows }, WIDTH)];
}

function scoresText(scores: ScoredNode["scores"]): string {
  return scores.map(({ plugin, score, weight }) => `${plugin} ${formatExactCount(score)}×${weight}`).join(", ");
}

function preemptionLines(title: string, preemption: PreemptionAnswer | null): readonly string[] {
  // Where it found nothing, the verdict says why.
  const node = preemption?.node ?? null;
  if (preemption === null || node === null) return [];
  const { victims, candidates } = preemption;
  const rows = candidates
    .slice(0, MOST_CANDIDATES)
    .map((candidate) => [candidate.node, String(candidate.pdbViolations), candidate.victims.join(", ")]);
  const columns: readonly Column[] = [
    { title: "CANDIDATE", align: "left", most: 40 },
    { title: "PDB VIOLATIONS", align: "right" },
    { title: "VICTIMS", align: "left" },
  ];
  return [
    title,
    ...wrap(
      `makes room on node ${node}: ${victims.join(", ")} must go (${countOf(candidates.length, "candidate")})`,
      WIDTH,
    ),
    ...layOut({ columns, rows }, WIDTH),
  ];
}

function nodeLines(answer: NodeAnswer | null): readonly string[] {
  if (answer === null) return [];
  const columns: readonly Column[] = [
    { title: "FILTER", align: "left" },
    { title: "VERDICT", align: "left" },
    { title: "REASON", align: "left" },
  ];
  const asked = answer.filters.filter(({ verdict }) => verdict !== "skipped");
  const skipped = answer.filters.filter(({ verdict }) => verdict === "skipped").map(({ plugin }) => plugin);
  const rows = asked.map(({ plugin, verdict, reasons, unresolvable }) => [
    plugin,
    verdict,
    `${reasons.join("; ")}${unresolvable ? " (preemption cannot help)" : ""}`,
  ]);
  const silent = skipped.length === 0 ? [] : wrap(`They have nothing to say of this pod: ${skipped.join(", ")}`, WIDTH);
  const scored = scoreLines(
    "It would score, beside the nodes that fit:",
    answer.scored === null ? [] : [answer.scored],
  );
  return [`NODE ${answer.node} (all filters)`, ...layOut({ columns, rows }, WIDTH), ...silent, ...scored];
}

function needLines(needs: readonly PodNeed[]): readonly string[] {
  if (needs.length === 0) return [];
  return ["WHAT IT USES", ...needs.flatMap((need) => wrap(needText(need), WIDTH))];
}

function remedyLines(remedies: readonly Remedy[], { outcome }: DecisionAnswer): readonly string[] {
  if (outcome.kind !== "unschedulable") return [];
  const title = "WHAT IT WOULD TAKE";
  if (remedies.length === 0) return [title, "No small change was found with which it fits on some node."];
  const told = remedies.flatMap(({ node, changes }, index) => {
    const texts = changes.map((change, at) => (at === 0 ? remedyText(change) : `and ${remedyText(change)}`));
    const lines = [...texts, `then it fits on node ${node}`].flatMap((text) => wrap(text, WIDTH - 3));
    return lines.map((line, at) => (at === 0 ? `${index + 1}. ${line}` : `   ${line}`));
  });
  return [title, ...told];
}

function countOf(count: number, noun: string): string {
  return `${formatExactCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
