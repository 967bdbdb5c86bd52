// What a capacity result says, in sentences and cells: for people at a terminal and in a pull request alike.

import type {
  AskedTemplate,
  CapacityPoint,
  CapacityResult,
  LimitReason,
  LossCase,
  LossSummary,
} from "../../experiment/capacity/capacity-result.ts";

import { formatAmount, formatExactCount, formatPercent } from "../human-numbers.ts";
import type { ColumnTable } from "../text/column-table.ts";

const NAME_LETTERS = 60;
/** Reasons of a pool that are told. */
const MOST_REASONS = 3;
/** Resources that are told: those that the pod requests, and what else is fullest. */
const FULL_FROM = 0.5;

/** How many more fit, now and after a loss. */
export function answerSentence({ template }: CapacityResult, point: CapacityPoint): string {
  const { now, afterNode, afterZone } = point;
  const pods = `${countText(now.more, now.isCapped)} more ${now.more === 1 ? "pod" : "pods"} of ${templateText(template)} ${now.more === 1 ? "fits" : "fit"}`;
  return [pods, ...[afterNode, afterZone].flatMap((summary) => (summary === null ? [] : [lossText(summary)]))].join(
    "; ",
  );
}

function lossText({ lost, count, worst }: LossSummary): string {
  const which = count === 1 ? `the only ${lost}` : `any one ${lost}`;
  return `after losing ${which} ${countText(worst.more, worst.isCapped)}`;
}

/** Whole workloads, where the template is one; none otherwise. */
export function workloadSentence({ template }: CapacityResult, point: CapacityPoint): readonly string[] {
  const { now, afterNode, afterZone } = point;
  if (template.replicas === null || now.workloads === null) return [];
  const after = [afterNode, afterZone].flatMap((summary) =>
    summary === null ? [] : [`after losing any one ${summary.lost} ${formatExactCount(summary.worst.workloads ?? 0)}`],
  );
  const pods = `${formatExactCount(template.replicas)} ${template.replicas === 1 ? "pod" : "pods"}`;
  return [[`As whole ${template.kind}s of ${pods}: ${formatExactCount(now.workloads)}`, ...after].join("; ")];
}

export function templateText({ kind, namespace, name }: AskedTemplate): string {
  const where = namespace === "default" ? "" : `${namespace}/`;
  return `${kind.toLowerCase()}/${where}${name}`;
}

export function requestsText({ requests }: AskedTemplate): string {
  const told = requests.filter(({ resource, amount }) => resource !== "pods" && amount > 0);
  if (told.length === 0) return "it requests nothing";
  return `it requests ${told.map(({ resource, unit, amount }) => `${resource} ${formatAmount(amount, unit)}`).join(", ")}`;
}

/** What limits, most of all first, and in kube-scheduler's words. */
export function limitSentences({ now, nodes }: CapacityPoint): readonly string[] {
  if (now.limits === null) return ["Nothing limits: trying more was given up"];
  const [first] = now.limits.reasons;
  const short = first === undefined ? [] : [`What limits: ${reasonText(first, nodes)}`];
  return [...short, `The next one: ${now.limits.message}`];
}

function reasonText({ plugin, reason, resource, nodes }: LimitReason, total: number): string {
  const where = `on ${formatExactCount(nodes)} of ${formatExactCount(total)} ${total === 1 ? "node" : "nodes"}`;
  if (resource !== null) return `${resource} is short ${where}`;
  return plugin === "" ? reason : `${plugin} (${reason}) ${where}`;
}

/** Which losses there were, and of which nothing is known. */
export function trialSentences(point: CapacityPoint): readonly string[] {
  return [point.afterNode, point.afterZone].flatMap((summary) => (summary === null ? [] : trialsOf(summary)));
}

function trialsOf({ lost, count, kinds, kindsTried }: LossSummary): readonly string[] {
  if (kindsTried < kinds) {
    const tried = `${formatExactCount(kindsTried)} of ${formatExactCount(kinds)} kinds of ${lost}s were tried`;
    return [`${tried}, those that hold most: after losing another one, fewer may fit`];
  }
  if (kinds === count) return [];
  return [`${formatExactCount(count)} ${lost}s are of ${formatExactCount(kinds)} kinds: alike ones were tried once`];
}

/** What the answer takes for granted. */
export function termsSentence({ points, most }: CapacityResult): string {
  const waiting = points.reduce((pods, point) => Math.max(pods, point.waiting), 0);
  const state = "Pods come one after the other to the cluster as the run has left it; nobody is preempted";
  const queue =
    waiting === 0
      ? ""
      : `; ${formatExactCount(waiting)} ${waiting === 1 ? "pod" : "pods"} of the scenario still ${waiting === 1 ? "waits" : "wait"}`;
  const capped = points.some(({ now }) => now.isCapped) ? `; no more than ${formatExactCount(most)} are tried` : "";
  const toCome = points.reduce((nodes, { nodesToCome = 0 }) => Math.max(nodes, nodesToCome), 0);
  const growing =
    toCome === 0
      ? ""
      : `; pools may still grow by ${formatExactCount(toCome)} ${toCome === 1 ? "node" : "nodes"}, and what would fit there is not counted`;
  return `${state}${queue}${growing}${capped}`;
}

/** One row a policy. */
export function policiesTable({ points }: CapacityResult): ColumnTable {
  const hasNode = points.some(({ afterNode }) => afterNode !== null);
  const hasZone = points.some(({ afterZone }) => afterZone !== null);
  return {
    columns: [
      { title: "POLICY", align: "left", most: NAME_LETTERS },
      { title: "PLACED", align: "right" },
      { title: "WAITING", align: "right" },
      { title: "MORE", align: "right" },
      ...(hasNode ? [{ title: "WITHOUT A NODE", align: "right" as const }] : []),
      ...(hasZone ? [{ title: "WITHOUT A ZONE", align: "right" as const }] : []),
      { title: "LIMITED BY", align: "left" },
    ],
    rows: points.map(({ label, nodes, placed, waiting, now, afterNode, afterZone }) => [
      label === "" ? "as it is" : label,
      formatExactCount(placed),
      formatExactCount(waiting),
      countText(now.more, now.isCapped),
      ...(hasNode ? [worstText(afterNode)] : []),
      ...(hasZone ? [worstText(afterZone)] : []),
      now.limits?.reasons[0] === undefined ? "" : reasonText(now.limits.reasons[0], nodes),
    ]),
  };
}

function worstText(summary: LossSummary | null): string {
  return summary === null ? "" : countText(summary.worst.more, summary.worst.isCapped);
}

/** One row a pool, with what limits there. */
export function poolsTable({ now }: CapacityPoint): ColumnTable {
  return {
    columns: [
      { title: "POOL", align: "left", most: NAME_LETTERS },
      { title: "NODES", align: "right" },
      { title: "MORE", align: "right" },
      { title: "LIMITED BY", align: "left" },
    ],
    rows: now.byPool.map(({ name, nodes, more }) => {
      const reasons = now.limits?.byPool.find((pool) => pool.name === name)?.reasons ?? [];
      const told = reasons.slice(0, MOST_REASONS).map((reason) => reasonText(reason, nodes));
      return [name, formatExactCount(nodes), formatExactCount(more), told.join("; ")];
    }),
  };
}

/** One row a zone; no rows where there are no zones. */
export function zonesTable({ now }: CapacityPoint): ColumnTable {
  return {
    columns: [
      { title: "ZONE", align: "left", most: NAME_LETTERS },
      { title: "NODES", align: "right" },
      { title: "MORE", align: "right" },
    ],
    rows: now.byZone.map(({ name, nodes, more }) => [name, formatExactCount(nodes), formatExactCount(more)]),
  };
}

/** Before the first of them and after the last: what the pod requests, and what is half full. */
export function resourcesTable({ template }: CapacityResult, { now }: CapacityPoint): ColumnTable {
  const requested = new Set(template.requests.map(({ resource }) => resource));
  const told = now.resources.filter(
    ({ resource, allocatable, after }) =>
      allocatable > 0 && (requested.has(resource) || after / allocatable >= FULL_FROM),
  );
  return {
    columns: [
      { title: "RESOURCE", align: "left", most: NAME_LETTERS },
      { title: "ALLOCATABLE", align: "right" },
      { title: "REQUESTED NOW", align: "right" },
      { title: "THEN", align: "right" },
    ],
    rows: told.map(({ resource, unit, allocatable, before, after }) => [
      resource,
      formatAmount(allocatable, unit),
      `${formatAmount(before, unit)} (${formatPercent(before / allocatable)})`,
      `${formatAmount(after, unit)} (${formatPercent(after / allocatable)})`,
    ]),
  };
}

/** One row a sort of loss. */
export function lossesTable({ afterNode, afterZone }: CapacityPoint): ColumnTable {
  const summaries = [afterNode, afterZone].filter((summary) => summary !== null);
  return {
    columns: [
      { title: "LOST", align: "left" },
      { title: "OF", align: "right" },
      { title: "LEAST", align: "right" },
      { title: "MEDIAN", align: "right" },
      { title: "MOST", align: "right" },
      { title: "WORST", align: "left", most: NAME_LETTERS },
      { title: "ITS PODS", align: "right" },
      { title: "WITHOUT A PLACE, AT WORST", align: "left" },
    ],
    rows: summaries.map(({ lost, count, worst, min, median, max, mostHomeless, withHomeless }) => [
      `one ${lost}`,
      formatExactCount(count),
      countText(min, worst.isCapped),
      formatExactCount(median),
      formatExactCount(max),
      worst.name,
      formatExactCount(worst.displaced),
      homelessText(mostHomeless, withHomeless),
    ]),
  };
}

function homelessText({ name, homeless, displaced }: LossCase, withHomeless: number): string {
  if (homeless === 0) return "none";
  const pods = `${formatExactCount(homeless)} of ${formatExactCount(displaced)} pods (${name})`;
  return withHomeless === 1 ? pods : `${pods}; some after each of ${formatExactCount(withHomeless)}`;
}

function countText(count: number, isCapped: boolean): string {
  return isCapped ? `at least ${formatExactCount(count)}` : formatExactCount(count);
}
