// What of a backtest is known before anything is run: what pods cost, which manifests would be applied, and what is taken for granted.

import { yamlText } from "../../environment/documents/write-yaml.ts";

import { pointLabel, type Design } from "../design/point.ts";

import type { BacktestOptions } from "./backtest-request.ts";
import { SOURCE_NAME } from "./own-fields.ts";
import type { BacktestTerms, CostUnit, SettingTerms } from "./backtest-result.ts";
import { CONTROLLER_FLAGS } from "./controller-flags.ts";
import { figureSentence, type MetricFigure } from "./metric-figures.ts";
import { numberAt, partAt, textAt } from "./plain-object.ts";
import { requestedBytes, requestedCores, workingContainer } from "./pod-shape.ts";
import type { ScaledWorkload } from "./scaled-workload.ts";
import type { SeriesFacts } from "./series-facts.ts";
import type { Setting } from "./settings.ts";
import { mostReplicas, neededReplicas } from "./sizes.ts";
import type { UnservedMetric } from "./unserved-metrics.ts";

const GIB = 1_073_741_824;
const US_PER_SECOND = 1_000_000;

/** All that terms are made of. */
export interface TermsReading {
  readonly workload: ScaledWorkload;
  readonly options: BacktestOptions;
  readonly facts: SeriesFacts;
  readonly figures: readonly MetricFigure[];
  readonly design: Design;
  readonly settings: readonly Setting[];
  /** By setting: pods when the run begins. */
  readonly replicas: readonly number[];
  /** Of the current setting. */
  readonly unserved: readonly UnservedMetric[];
  readonly clusterSentence: string;
  readonly loadMode: string;
}

export function backtestTerms(reading: TermsReading): BacktestTerms {
  const { workload, options, facts, settings, design, replicas } = reading;
  const costUnit = costUnitOf(options, settings);
  return {
    target: `deployment/${workload.name}`,
    namespace: workload.namespace,
    autoscaler: textAt(settings[0]!.autoscaler, ["metadata", "name"]) ?? workload.name,
    series: options.series.path,
    source: SOURCE_NAME,
    seconds: facts.lengthUs / US_PER_SECOND,
    sloSeconds: options.sloSeconds,
    mayMiss: options.misses,
    costUnit,
    ...(reading.loadMode === "exact" ? {} : { isByIntervals: true }),
    assumptions: assumptionsOf(reading),
    unserved: reading.unserved,
    settings: settings.map((setting, place) => ({
      label: place === 0 ? currentLabel(design) : pointLabel(design, design.points[place]!),
      ...settingTerms(setting, replicas[place]!, costUnit, reading),
    })),
  };
}

function currentLabel(design: Design): string {
  return design.factors.length === 0 ? "current" : `current (${pointLabel(design, design.points[0]!)})`;
}

function costUnitOf({ pricePerCpuHour, pricePerGibHour }: BacktestOptions, settings: readonly Setting[]): CostUnit {
  if (pricePerCpuHour !== null || pricePerGibHour !== null) return "currency";
  return settings.every(({ deployment }) => requestedCores(deployment) > 0) ? "CPU-hours" : "pod-hours";
}

function settingTerms(
  setting: Setting,
  replicas: number,
  costUnit: CostUnit,
  { options, workload }: TermsReading,
): Omit<SettingTerms, "label"> {
  const { autoscaler, deployment } = setting;
  const cores = requestedCores(deployment);
  const { pricePerCpuHour, pricePerGibHour } = options;
  const price = cores * (pricePerCpuHour ?? 0) + (requestedBytes(deployment) / GIB) * (pricePerGibHour ?? 0);
  return {
    replicas,
    minReplicas: numberAt(autoscaler, ["spec", "minReplicas"]) ?? 1,
    maxReplicas: mostReplicas(setting),
    costOfPodHour: costUnit === "currency" ? price : costUnit === "CPU-hours" ? cores : 1,
    manifest:
      flagLines(setting) + yamlText(deployment === workload.deployment ? [autoscaler] : [autoscaler, deployment]),
  };
}

/** What no manifest can say: flags of another component, as comments. */
function flagLines({ assignments }: Setting): string {
  const lines = assignments.flatMap(({ path, value }) => {
    const flag = CONTROLLER_FLAGS.find(({ field }) => path === `controllerManager.${field}`);
    return flag === undefined ? [] : [`# kube-controller-manager --${flag.flag}=${flag.written(value)}\n`];
  });
  return lines.join("");
}

/** Half sentences. */
function assumptionsOf({
  workload,
  options,
  facts,
  figures,
  unserved,
  clusterSentence,
  settings,
  loadMode,
}: TermsReading): readonly string[] {
  const { latency, cpuPerRequest, concurrency } = options;
  const first = facts.first.toPrecision(3);
  const takes =
    latency === undefined ? "exponential, all of it CPU time" : `of ${latency} that it takes in all, on average`;
  const [setting] = settings as readonly [Setting, ...Setting[]];
  const isKnown = neededReplicas(setting, facts.first, options, figures) !== null;
  const container = workingContainer(setting.deployment);
  const hasLimit = partAt(container, ["resources", "limits", "cpu"]) !== undefined;
  return [
    `a request takes ${cpuPerRequest} of CPU time (${takes})`,
    ...(concurrency === undefined ? [] : [`a pod serves ${concurrency} requests at once`]),
    isKnown
      ? `the run begins with as many pods, running and ready, as the first rate (${Number(first)} a second) needs`
      : `the run begins with the Deployment's replicas, running and ready: what the first rate (${Number(first)} a second) needs does not follow from what the autoscaler looks at`,
    clusterSentence,
    loadMode === "exact"
      ? "requests are worked out one by one"
      : "requests are worked out by intervals, with formulas of queueing theory",
    ...(hasLimit ? [] : [`${container?.name ?? "the container"} has no CPU limit: a pod may use a whole node`]),
    ...(workload.autoscaler === undefined
      ? [`the manifests have no autoscaler: one was made, of 80% of the requested CPU`]
      : []),
    ...figures.filter(({ name }) => !unserved.some(({ metric }) => metric === name)).map(figureSentence),
  ];
}
