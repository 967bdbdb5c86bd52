// What a rehearsal says, as sentences and tables that are not laid out yet.

import type { RehearsalResult, RehearsedLoss } from "../../experiment/rehearsal/rehearsal-result.ts";

import { formatAmount, formatSeconds } from "../human-numbers.ts";
import type { ColumnTable } from "../text/column-table.ts";

const PODS_SHOWN = 5;
const MESSAGES_SHOWN = 5;
const WORKLOADS_SHOWN = 20;

export function verdictSentence({
  lost,
  nodes,
  podsLost,
  comesBack,
  recoverySeconds,
  workloads,
}: RehearsedLoss): string {
  const what = `${lost} (${nodes.length} node${nodes.length === 1 ? "" : "s"}, ${podsLost} pod${podsLost === 1 ? "" : "s"})`;
  if (!comesBack) {
    const missing = workloads.filter((workload) => workload.recoverySeconds === null).length;
    return `${what}: not everything comes back; ${missing} workload${missing === 1 ? " stays" : "s stay"} short`;
  }
  if (workloads.length === 0) return `${what}: no workload is touched`;
  const below = workloads.filter(({ belowMinimumSeconds }) => belowMinimumSeconds > 0).length;
  const budget =
    below === 0 ? "none falls below its minimum" : `${below} fall${below === 1 ? "s" : ""} below the minimum`;
  return `${what}: all comes back within ${formatSeconds(recoverySeconds ?? 0)}; ${budget}`;
}

export function termsSentence({ atSeconds, untilSeconds, forSeconds, seed, kubernetes }: RehearsalResult): string {
  const back = forSeconds === null ? "and do not come back" : `and come back after ${formatSeconds(forSeconds)}`;
  const watched = formatSeconds(untilSeconds - atSeconds);
  return `The nodes crash at ${formatSeconds(atSeconds)} ${back}; watched for ${watched}. Seed ${seed}, Kubernetes ${kubernetes}`;
}

export function lossesTable({ losses }: RehearsalResult): ColumnTable {
  return {
    columns: [
      { title: "LOST", align: "left", most: 40 },
      { title: "NODES", align: "right" },
      { title: "PODS", align: "right" },
      { title: "COMES BACK", align: "left" },
      { title: "WITHIN", align: "right" },
      { title: "BELOW MINIMUM", align: "right" },
      { title: "STAY PENDING", align: "right" },
    ],
    rows: losses.map((loss) => [
      loss.lost,
      String(loss.nodes.length),
      String(loss.podsLost),
      loss.comesBack ? "yes" : "no",
      loss.recoverySeconds === null ? "–" : formatSeconds(loss.recoverySeconds),
      String(loss.workloads.filter(({ belowMinimumSeconds }) => belowMinimumSeconds > 0).length),
      String(loss.waitingCount),
    ]),
  };
}

export function workloadsTable({ workloads }: RehearsedLoss): ColumnTable {
  return {
    columns: [
      { title: "WORKLOAD", align: "left", most: 60 },
      { title: "WANTED", align: "right" },
      { title: "MINIMUM", align: "right" },
      { title: "FEWEST", align: "right" },
      { title: "AT END", align: "right" },
      { title: "BACK AFTER", align: "right" },
      { title: "BELOW MINIMUM", align: "right" },
    ],
    rows: workloads
      .slice(0, WORKLOADS_SHOWN)
      .map((workload) => [
        `${workload.kind.toLowerCase()}/${workload.name}`,
        String(workload.desired),
        String(workload.minimum),
        String(workload.fewestServing),
        String(workload.servingAtEnd),
        workload.recoverySeconds === null ? "never" : formatSeconds(workload.recoverySeconds),
        formatSeconds(workload.belowMinimumSeconds),
      ]),
  };
}

/** What is short, what kube-scheduler says of those that wait, and who waits for a lost node. */
export function shortageSentences(loss: RehearsedLoss): readonly string[] {
  return [...waitingSentences(loss), ...heldSentences(loss)];
}

function waitingSentences({ waitingCount, waiting, short }: RehearsedLoss): readonly string[] {
  if (waitingCount === 0) return [];
  const asked = short.map(({ resource, unit, asked: amount, free }) => {
    return `${resource} ${formatAmount(amount, unit)} (free: ${formatAmount(free, unit)})`;
  });
  return [
    `${waitingCount} pod${waitingCount === 1 ? " stays" : "s stay"} Pending and ask for ${asked.join(", ")}`,
    ...byMessage(waiting).slice(0, MESSAGES_SHOWN),
  ];
}

/** Pods of whom the same is said are told together. */
function byMessage(waiting: RehearsedLoss["waiting"]): readonly string[] {
  const messages = new Map<string, string[]>();
  for (const { pod, message } of waiting) messages.set(message, [...(messages.get(message) ?? []), pod]);
  return [...messages].map(([message, [first = "", ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} other${others.length === 1 ? "" : "s"}`;
    return `${first}${more}: ${message}`;
  });
}

function heldSentences({ held }: RehearsedLoss): readonly string[] {
  if (held.length === 0) return [];
  const shown = held.slice(0, PODS_SHOWN).map(({ pod, node }) => `${pod} on ${node}`);
  const more = held.length > PODS_SHOWN ? ` and ${held.length - PODS_SHOWN} more` : "";
  return [
    `StatefulSets wait for the end of ${shown.join(", ")}${more}: the names are taken until the nodes come back, are ` +
      "deleted, or get the taint node.kubernetes.io/out-of-service",
  ];
}
