// Results of sweeps, made by hand: a grid of nodes and policies, larger and smaller ones, with figures that follow simple laws.

import type { Design, Factor } from "../../../src/experiment/design/point.ts";
import { pointLabel } from "../../../src/experiment/design/point.ts";
import { figureColumn } from "../../../src/experiment/figures/figure-columns.ts";
import { levelGroups } from "../../../src/experiment/level-groups.ts";
import { meanInterval } from "../../../src/experiment/statistics/mean-interval.ts";
import type {
  FigureColumn,
  RunDetail,
  SweepPoint,
  SweepResult,
  SweepRun,
  ThresholdEstimate,
} from "../../../src/experiment/sweep-result.ts";
import { SWEEP_API_VERSION } from "../../../src/experiment/sweep-result.ts";

import { HOSTILE, hostileResult } from "../hostile-result.ts";
import { drawFrom } from "../sample-distributions.ts";
import { sampleResult } from "../sample-result.ts";

const NODES: Factor = {
  name: "nodePools[general].count",
  paths: ["spec.cluster.nodePools[general].count"],
  levels: ["8", "10", "12", "16"],
  isNumeric: true,
};

const POLICY: Factor = {
  name: "policy",
  paths: ["spec.scheduler.config", "spec.scheduler.ties"],
  levels: ["default", "most-allocated", "best-fit"],
  isNumeric: false,
};

/** A grid of all levels. */
function gridOf(...factors: readonly Factor[]): Design {
  let rows: number[][] = [[]];
  for (const { levels } of factors) rows = rows.flatMap((row) => levels.map((_, level) => [...row, level]));
  return { factors, points: rows.map((levels, index) => pointOf(factors, levels, index)) };
}

function pointOf(factors: readonly Factor[], levels: readonly number[], index: number): Design["points"][number] {
  const assignments = factors.flatMap(({ paths, levels: texts, isNumeric }, factor) => {
    const text = texts[levels[factor]!]!;
    return paths.map((path) => ({ path, value: isNumeric ? Number(text) : text }));
  });
  return { index, assignments, levels };
}

const SLI = "scheduler_pod_scheduling_sli_duration_seconds";

/** Headline figures first, as figureColumns has them. */
const KEYS = [
  "plimsoll_pods_waiting value",
  `${SLI} p(50)`,
  `${SLI} p(99)`,
  "plimsoll_requested_ratio{resource=cpu} value",
  "plimsoll_cost_per_hour value",
  "scheduler_pending_pods{queue=active} value",
  `${SLI} count`,
];

function figures(): readonly FigureColumn[] {
  const expected = ["pods", "seconds", "seconds", "ratio", "", "pods", "count"];
  return KEYS.map((key, index) => {
    const column = figureColumn(key);
    const isHeadline = index < 5;
    const better = isHeadline ? (index === 3 ? "higher" : "lower") : null;
    return { ...column, isHeadline, better, unit: column.unit === "" ? expected[index]! : column.unit };
  });
}

/** What a run measures at a number of nodes under the policy of that number; a draw stands for chance. */
function valuesAt(nodes: number, policy: number, draw: number): readonly number[] {
  const load = Math.min(1, 9 / nodes);
  const latency = 0.02 * (1 + 3 * load * load) * (1 + 0.15 * policy) * (0.95 + 0.1 * draw);
  const waiting = Math.max(0, Math.round((10 - nodes - policy) * 4 + 2 * draw));
  return [waiting, latency, latency * 9, load * (0.9 + 0.02 * policy), nodes * 0.35, waiting, 400 - waiting];
}

/** A detail of a run: that of the sample result, a little different for each point. */
function detailOf(index: number): RunDetail {
  const { verdict, limits, pods, nodes, latency, utilisation, failures, series, run } = sampleResult();
  const fingerprint = index.toString(16).padStart(16, "0");
  return {
    verdict: { ...verdict, sentence: `${verdict.sentence}, at point ${index}` },
    limits,
    pods,
    nodes: nodes + index,
    latency,
    utilisation,
    failures,
    series,
    longRun: [],
    run: { ...run, fingerprint },
  };
}

/** The result of a design, so many replications of each point. */
function sweepOf(design: Design, replications: number): SweepResult {
  const columns = figures();
  const draw = drawFrom(5);
  const draws = Array.from({ length: replications }, draw);
  const runs = design.points.flatMap((point) =>
    draws.map((chance, replication): SweepRun => {
      const { nodes, policy } = levelsOf(design, point.levels);
      return {
        point: point.index,
        replication,
        seed: replication === 0 ? "1" : `1/${replication}`,
        status: "finished",
        reason: null,
        fingerprint: (point.index * 1_000 + replication).toString(16).padStart(16, "0"),
        outcome: "passed",
        values: valuesAt(nodes, policy, chance),
      };
    }),
  );
  return {
    apiVersion: SWEEP_API_VERSION,
    kind: "SweepResult",
    plimsoll: "0.1.0",
    scenario: {
      name: "first-sweep",
      description: "How many nodes, and which policy, for four hundred pods",
      inputs: [{ path: "scenarios/first-sweep.yaml", sha256: "4f7c8a1d".repeat(8) }],
    },
    kubernetes: "1.36",
    seed: "1",
    complete: true,
    design,
    confidence: 0.95,
    replications: replications === 1 ? "1 replication of each point" : `${replications} replications of each point`,
    command: "plimsoll sweep scenarios/first-sweep.yaml --seed 1",
    figures: columns,
    runs,
    points: design.points.map((point) => pointResult(design, point.index, columns, runs)),
    levelGroups: levelGroups(design, runs, columns, 0.95),
    comparison: null,
    line: null,
    coefficients: sampleResult().coefficients,
    notes: sampleResult().notes,
  };
}

function levelsOf({ factors }: Design, levels: readonly number[]): { nodes: number; policy: number } {
  const nodes = factors.findIndex(({ isNumeric }) => isNumeric);
  const policy = factors.findIndex(({ isNumeric }) => !isNumeric);
  return {
    nodes: nodes < 0 ? 10 : Number(factors[nodes]!.levels[levels[nodes]!]),
    policy: policy < 0 ? 0 : levels[policy]!,
  };
}

function pointResult(
  design: Design,
  index: number,
  columns: readonly FigureColumn[],
  runs: readonly SweepRun[],
): SweepPoint {
  const replications = runs.length / design.points.length;
  const own = runs.slice(index * replications, (index + 1) * replications);
  const estimates = columns.map((_, column) =>
    meanInterval(
      own.map(({ values }) => values[column]!),
      0.95,
    ),
  );
  const waiting = threshold("plimsoll_pods_waiting value == 0", estimates[0]!, 0, "pods");
  const latency = threshold(`${SLI} p(99) < 0.5`, estimates[2]!, 0.5, "seconds");
  const outcomes = [waiting.outcome, latency.outcome];
  return {
    index,
    label: pointLabel(design, design.points[index]!),
    finished: own.length,
    failed: 0,
    estimates,
    thresholds: [waiting, latency],
    outcome: outcomes.includes("failed") ? "failed" : outcomes.includes("inconclusive") ? "inconclusive" : "passed",
    detail: detailOf(index),
  };
}

function threshold(
  text: string,
  observed: ThresholdEstimate["observed"] & object,
  limit: number,
  unit: string,
): ThresholdEstimate {
  const outcome = observed.high <= limit ? "passed" : observed.low > limit ? "failed" : "inconclusive";
  return { threshold: text, outcome, observed, limit, unit, keptShare: outcome === "passed" ? 1 : 0 };
}

const GRID = sweepOf(gridOf(NODES, POLICY), 5);

/** Twelve points of two factors, one with a scale, five replications each. */
export function madeSweep(): SweepResult {
  return GRID;
}

/** Of one factor without a scale. */
export function policySweep(): SweepResult {
  return sweepOf(gridOf(POLICY), 5);
}

/** A scenario as it is, once: no factor, and no interval that ends. */
export function singleRunSweep(): SweepResult {
  return sweepOf({ factors: [], points: [{ index: 0, assignments: [], levels: [] }] }, 1);
}

/** So many points with levels that were drawn: every one has its own. */
export function drawnSweep(points: number, replications: number): SweepResult {
  const draw = drawFrom(3);
  const nodes = Array.from({ length: points }, () => String(6 + Math.round(14_000 * draw()) / 1_000));
  const other = Array.from({ length: points }, () => String(Math.round(1_000 * draw()) / 1_000));
  const factors = [
    { ...NODES, levels: nodes },
    { name: "arrivals.rate", paths: ["spec.arrivals.rate"], levels: other, isNumeric: true },
  ];
  const rows = Array.from({ length: points }, (_, index) => pointOf(factors, [index, index], index));
  return sweepOf({ factors, points: rows }, replications);
}

/** The grid, ended early: its last point failed once, and what came after is missing. */
export function brokenSweep(): SweepResult {
  const { points, runs } = GRID;
  const reason = "the worker ran out of memory twice";
  const last = points.length - 1;
  return {
    ...GRID,
    complete: false,
    runs: runs
      .filter(({ point, replication }) => point < last || replication < 2)
      .map((run) =>
        run.point === last && run.replication === 1
          ? { ...run, status: "failed", reason, fingerprint: null, outcome: null, values: [] }
          : run,
      ),
    points: points.map((point) =>
      point.index < last
        ? point
        : {
            ...point,
            finished: 1,
            failed: 1,
            outcome: "incomplete",
            detail: null,
            estimates: point.estimates.map((estimate, column) =>
              column === 1 ? null : { ...estimate!, low: -Infinity, high: Infinity, count: 1, method: "none" },
            ),
          },
    ),
  };
}

/** Of one factor with a scale. */
export function nodesSweep(): SweepResult {
  return sweepOf(gridOf(NODES), 5);
}

/** Of one factor, with hostile text wherever a name from outside can stand. */
export function hostileSweep(): SweepResult {
  const bad = (text: string): string => `${HOSTILE}${text}${HOSTILE}`;
  const sweep = policySweep();
  const details = hostileResult();
  const { factors, points } = sweep.design;
  return {
    ...sweep,
    scenario: { ...details.scenario, inputs: details.scenario.inputs },
    design: {
      points,
      factors: factors.map((factor) => ({ ...factor, name: bad(factor.name), levels: factor.levels.map(bad) })),
    },
    figures: sweep.figures.map((figure) => ({ ...figure, labels: { resource: bad("cpu") } })),
    points: sweep.points.map((point) => ({
      ...point,
      label: bad(point.label),
      thresholds: point.thresholds.map((one) => ({ ...one, threshold: bad(one.threshold) })),
      detail: {
        ...point.detail!,
        verdict: { outcome: "failed", sentence: bad("it") },
        limits: details.limits,
        failures: details.failures,
        latency: details.latency,
        series: details.series,
        utilisation: details.utilisation,
      },
    })),
    coefficients: details.coefficients,
    notes: details.notes,
  };
}
