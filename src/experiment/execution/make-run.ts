// One run of an experiment in the thread that asks for it: the scenario with the point's values, loaded, run, and reduced to its
// record. Knows no file system and no threads: workers and tests bring the files.

import { DiagnosticSink } from "../../base/diagnostic.ts";

import type { LatenciesInOrder } from "../../metrics/latency.ts";

import type { FileReader } from "../../scenario/file-reader.ts";
import { ScenarioLoader } from "../../scenario/scenario-loader.ts";
import type { Plan } from "../../scenario/plan.ts";

import type { SimulationResult } from "../../simulation/result.ts";
import { runSimulation } from "../../simulation/run-simulation.ts";

import type { Point } from "../design/point.ts";
import { figureKey, runFigures } from "../figures/run-figures.ts";
import { independentBatches } from "../statistics/batch-means.ts";

import { keptDetail } from "./kept-detail.ts";
import { scalingSeries } from "./scaling-series.ts";
import { failedRun, type LongRun, type RunDetail, type RunRecord, type RunTask } from "./run-record.ts";

/** Plans that one thread keeps: replications of a point follow one another, and two points may be on their way. */
const PLANS_KEPT = 2;

/** Makes runs of one scenario, and of those that points name instead of it. */
export class RunMaker {
  readonly #scenarioPath: string;
  readonly #files: FileReader;
  readonly #loaders = new Map<string, ScenarioLoader>();
  /** By place and values: pilot runs of a point have other values than its runs. */
  readonly #plans = new Map<string, Plan>();

  constructor(scenarioPath: string, files: FileReader) {
    this.#scenarioPath = scenarioPath;
    this.#files = files;
  }

  /** @throws what the run throws: a plugin's mistake, or an InvariantViolation. */
  make(task: RunTask): RunRecord {
    const plan = this.#planOf(task);
    if (typeof plan === "string") return failedRun(task, `the scenario cannot be read: ${plan}`);
    let longRun: readonly LongRun[] = [];
    const onLatencies = (latencies: readonly LatenciesInOrder[]): void => {
      longRun = latencies.map(longRunOf);
    };
    const result = runSimulation({ ...plan, seed: task.seed }, task.detail === "none" ? {} : { onLatencies });
    return recordOf(task, result, longRun);
  }

  /** The point's plan, or the first thing that is wrong with it. */
  #planOf({ point }: RunTask): Plan | string {
    const key = `${point.index} ${JSON.stringify(point.assignments)}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const sink = new DiagnosticSink();
    const plan = this.#loaderOf(point).loadVariant(point.assignments, sink);
    if (plan === undefined) return sink.all.find(({ severity }) => severity === "error")?.message ?? "it has mistakes";
    const [oldest] = this.#plans.keys();
    if (this.#plans.size >= PLANS_KEPT) this.#plans.delete(oldest!);
    this.#plans.set(key, plan);
    return plan;
  }

  #loaderOf({ scenarioPath = this.#scenarioPath }: Point): ScenarioLoader {
    const known = this.#loaders.get(scenarioPath);
    if (known !== undefined) return known;
    const loader = new ScenarioLoader(scenarioPath, this.#files);
    this.#loaders.set(scenarioPath, loader);
    return loader;
  }
}

/** What the run says about long-run means by itself. */
function longRunOf({ name, labels, seconds }: LatenciesInOrder): LongRun {
  return { key: figureKey(name, labels, "mean"), batches: independentBatches(seconds) };
}

function recordOf(
  { point, replication, seed, detail }: RunTask,
  result: SimulationResult,
  longRun: readonly LongRun[],
): RunRecord {
  return {
    kind: "finished",
    point: point.index,
    replication,
    seed,
    fingerprint: result.run.fingerprint,
    outcome: result.verdict.outcome,
    figures: runFigures(result),
    observed: Float64Array.from(result.thresholds, ({ observed }) => observed ?? Number.NaN),
    detail: detail === "none" ? undefined : detailOf(result, longRun, detail),
  };
}

/** As a journal gives it back: an experiment that was interrupted ends with the same bytes as one that was not. */
function detailOf(result: SimulationResult, longRun: readonly LongRun[], wish: "short" | "whole"): RunDetail {
  const { verdict, limits, pods, nodes, latency, utilisation, failures, series, run } = result;
  const scaling = scalingSeries(result);
  const detail: RunDetail = {
    verdict,
    limits,
    pods,
    nodes,
    latency,
    utilisation,
    failures,
    series,
    run,
    longRun,
    ...(scaling.length === 0 ? {} : { scaling }),
  };
  return JSON.parse(JSON.stringify(wish === "short" ? keptDetail(detail) : detail)) as RunDetail;
}
