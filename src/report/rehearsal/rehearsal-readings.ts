// What a rehearsal says, as sentences and tables that are not laid out yet.

import type { RehearsalResult, RehearsedLoss } from "../../experiment/rehearsal/rehearsal-result.ts";

import { formatAmount, formatSeconds } from "../human-numbers.ts";
import type { ColumnTable } from "../text/column-table.ts";

const PODS_SHOWN = 5;
const MESSAGES_SHOWN = 5;
const WORKLOADS_SHOWN = 20;

const JOBS_SHOWN = 5;

export function verdictSentence(loss: RehearsedLoss, result: RehearsalResult): string {
  const { lost, nodes, podsLost, comesBack, recoverySeconds, workloads, lonePods } = loss;
  const what = `${lost} (${counted(nodes.length, "node")}, ${counted(podsLost, "pod")})`;
  if (!comesBack) return `${what}: not everything comes back within ${watchedText(result)}; ${missingText(loss)}`;
  if (workloads.length === 0 && lonePods.backCount === 0) {
    return `${what}: no workload is touched${loss.unnoticedNodes > 0 ? " yet" : ""}`;
  }
  const below = workloads.filter(({ belowMinimumSeconds }) => belowMinimumSeconds > 0).length;
  const budget =
    below === 0 ? "none falls below its minimum" : `${below} fall${below === 1 ? "s" : ""} below the minimum`;
  const minimum = workloads.length === 0 ? "no workload is touched" : budget;
  return `${what}: all comes back within ${formatSeconds(recoverySeconds ?? 0)}; ${minimum}`;
}

function missingText({ workloads, jobs, lonePods }: RehearsedLoss): string {
  const short = workloads.filter(({ recoverySeconds }) => recoverySeconds === null).length;
  const parts = [
    ...(short === 0 ? [] : [`${counted(short, "workload")} ${short === 1 ? "stays" : "stay"} short`]),
    ...(jobs.length === 0
      ? []
      : [`${counted(jobs.length, "job")} ${jobs.length === 1 ? "is" : "are"} kept from finishing`]),
    ...(lonePods.missingCount === 0 ? [] : [`${counted(lonePods.missingCount, "bare pod")} missing`]),
  ];
  return parts.join(", ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function watchedText({ atSeconds, untilSeconds }: RehearsalResult): string {
  return formatSeconds(untilSeconds - atSeconds);
}

export function termsSentence(result: RehearsalResult): string {
  const { atSeconds, forSeconds, seed, kubernetes } = result;
  const back = forSeconds === null ? "and do not come back" : `and come back after ${formatSeconds(forSeconds)}`;
  return `The nodes crash at ${formatSeconds(atSeconds)} ${back}; watched for ${watchedText(result)}. Seed ${seed}, Kubernetes ${kubernetes}`;
}

/** One for each run that was broken off; none where all went to their end. */
export function givenUpSentences({ givenUp }: RehearsalResult): readonly string[] {
  return givenUp.map(({ lost, events, atSeconds }) => {
    const which = lost === null ? "without a loss" : `without ${lost}`;
    const millions = `${(events / 1e6).toFixed(0)} million events`;
    const rest = lost === null ? "no loss was tried" : "what is said of this loss holds until then only";
    return `GIVEN UP: the run ${which} was broken off after ${millions}, at ${formatSeconds(atSeconds)}: ${rest}`;
  });
}

/** Where lost nodes are not missed within the time that is watched: what follows from their loss is not seen. */
export function unnoticedSentences({ losses, nodeMonitorGraceSeconds }: RehearsalResult): readonly string[] {
  const unseen = losses.filter(({ unnoticedNodes }) => unnoticedNodes > 0);
  const [first] = unseen;
  if (first === undefined) return [];
  const which =
    losses.length === 1
      ? `${counted(first.unnoticedNodes, "lost node")} still ${first.unnoticedNodes === 1 ? "counts" : "count"} as ready`
      : `lost nodes still count as ready after ${unseen.length} of ${losses.length} losses`;
  const grace = formatSeconds(nodeMonitorGraceSeconds);
  return [
    `TOO SHORT: when the watch ends, ${which}, for a node is missed once it has been silent for about ${grace}: ` +
      "what follows from that comes later (--watch)",
  ];
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
      String(Math.max(0, loss.waitingCount - loss.waitingWithoutLossCount)),
    ]),
  };
}

export function workloadsTable({ workloads }: RehearsedLoss, result: RehearsalResult): ColumnTable {
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
        workload.recoverySeconds === null
          ? `not within ${watchedText(result)}`
          : formatSeconds(workload.recoverySeconds),
        formatSeconds(workload.belowMinimumSeconds),
      ]),
  };
}

/** What is short, what kube-scheduler says of those that wait, who waits for a lost node, and who does not come back. */
export function shortageSentences(loss: RehearsedLoss): readonly string[] {
  return [...waitingSentences(loss), ...heldSentences(loss), ...jobSentences(loss), ...lonePodSentences(loss)];
}

function waitingSentences({ waitingCount, waitingWithoutLossCount, waiting, short }: RehearsedLoss): readonly string[] {
  if (waitingCount === 0) return [];
  const asked = short.map(({ resource, unit, asked: amount, free }) => {
    return `${resource} ${formatAmount(amount, unit)} (free: ${formatAmount(free, unit)})`;
  });
  const [stay, ask] = waitingCount === 1 ? ["stays", "asks"] : ["stay", "ask"];
  const pods = `${counted(waitingCount, "pod")} ${stay} Pending${alsoWaitingText(waitingCount, waitingWithoutLossCount)}`;
  return [
    asked.length === 0 ? pods : `${pods} and ${ask} for ${asked.join(", ")}`,
    ...byMessage(waiting).slice(0, MESSAGES_SHOWN),
  ];
}

/** That of those that wait some, or as many, would without the loss. */
function alsoWaitingText(waitingCount: number, withoutLossCount: number): string {
  if (withoutLossCount === 0) return "";
  return waitingCount > withoutLossCount
    ? ` (${withoutLossCount} without the loss, too)`
    : " (no more than without the loss)";
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

function jobSentences({ jobs }: RehearsedLoss): readonly string[] {
  const said = jobs.slice(0, JOBS_SHOWN).map(({ namespace, name, became, reason }) => {
    return `job ${namespace}/${name} ${JOB_WORDS[became]}${reason === "" ? "" : `: ${reason}`}`;
  });
  return jobs.length > JOBS_SHOWN ? [...said, `${counted(jobs.length - JOBS_SHOWN, "more job")} alike`] : said;
}

const JOB_WORDS = Object.freeze({
  failed: "fails, as it does not without the loss",
  "not-complete": "is not complete at the end, as it would be without the loss",
  waiting: "has more pods that wait for a node than without the loss",
});

/** Pods that nobody owns, and those of owners whose controllers are not simulated. */
function lonePodSentences({ lonePods: { missing, missingCount, backCount } }: RehearsedLoss): readonly string[] {
  const back =
    backCount === 0
      ? []
      : [`${counted(backCount, "bare pod")} ${backCount === 1 ? "comes" : "come"} back with the nodes`];
  if (missingCount === 0) return back;
  const shown = missing.slice(0, PODS_SHOWN).map(({ pod, owner, became }) => {
    return `${pod} (${LONE_WORDS[became]}${owner === null ? "" : `, of ${owner}`})`;
  });
  const more = missingCount > shown.length ? ` and ${missingCount - shown.length} more` : "";
  const verb = missingCount === 1 ? "is" : "are";
  const whom = `${counted(missingCount, "pod")} that no simulated controller makes anew ${verb} missing at the end`;
  return [`${whom}: ${shown.join(", ")}${more}`, ...back];
}

const LONE_WORDS = Object.freeze({
  deleted: "deleted",
  failed: "failed",
  pending: "Pending",
  "not-ready": "not ready",
});
