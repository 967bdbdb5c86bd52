// A backtest as a user asks for it: manifests, a series and what is to be varied, made into one scenario for each setting, all
// checked before anything is run.
//
//   manifests → (as they are: mistakes at their places) → series: length and rates → settings → a scenario for each

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { yamlText } from "../../environment/documents/write-yaml.ts";

import type { FileReader } from "../../scenario/file-reader.ts";
import { readSourceTexts } from "../../scenario/input-files.ts";
import { fileIn } from "../../scenario/paths-between.ts";
import type { Plan } from "../../scenario/plan.ts";
import { ScenarioLoader } from "../../scenario/scenario-loader.ts";

import { pointLabel, type Design, type Point } from "../design/point.ts";
import type { Sweep } from "../read-sweep.ts";

import { clusterSentence, givenCluster, madeCluster } from "./backtest-cluster.ts";
import { readBacktestRequest, type BacktestOptions, type BacktestRequest } from "./backtest-request.ts";
import type { BacktestTerms } from "./backtest-result.ts";
import { controllerManagerOf, scenarioOf, type BacktestCluster, type ScenarioParts } from "./backtest-scenario.ts";
import { backtestTerms } from "./backtest-terms.ts";
import { withoutMadePlaces } from "./made-places.ts";
import type { MadeFiles } from "./made-files.ts";
import { metricFigures, reportFigures, type MetricFigure } from "./metric-figures.ts";
import { reportMissingRequests } from "./missing-requests.ts";
import { mappingAt, type PlainObject } from "./plain-object.ts";
import { podOf } from "./pod-shape.ts";
import { findScaledWorkload, madeAutoscaler, madeService, type ScaledWorkload } from "./scaled-workload.ts";
import { seriesFacts, type SeriesFacts } from "./series-facts.ts";
import { SettingMistakes } from "./setting-mistakes.ts";
import { readSettings, type Setting, type Settings } from "./settings.ts";
import { firstReplicas, madeMaximum } from "./sizes.ts";
import { roomFor, warmObjects } from "./warm-begin.ts";
import { unservedMetrics } from "./unserved-metrics.ts";

/** What the manifests are checked with, before the series' length is known. */
const ANY_HORIZON_US = 1_000_000;
const DEFAULT_REPLICATIONS = 5;
const CONFIDENCE = 0.95;
const US_PER_SECOND = 1_000_000;
/** Of all settings together: some seconds of a processor. */
const MOST_REQUESTS_ONE_BY_ONE = 2_000_000;
/** In the place of a series that cannot be read: settings are checked all the same. */
const NO_FACTS: SeriesFacts = { lengthUs: 1, first: 0, mean: 0, highest: 0 };

/** A backtest that can be run. */
export interface BacktestQuestion {
  readonly scenarioPath: string;
  readonly sweep: Sweep;
  readonly terms: BacktestTerms;
}

/** Where files are read, and where those go that are made: the reader sees both. A file is made once. */
export interface BacktestFiles {
  readonly reader: FileReader;
  readonly made: MadeFiles;
}

/** What has been read, and where what is made goes. */
interface Reading {
  readonly request: BacktestRequest;
  readonly options: BacktestOptions;
  readonly workload: ScaledWorkload;
  /** Of the metrics of its autoscaler. */
  readonly figures: readonly MetricFigure[];
  readonly given: BacktestCluster | undefined;
  readonly files: BacktestFiles;
  readonly sink: DiagnosticSink;
}

/** Undefined if there are mistakes: then the sink has all of them. Scenarios and manifests are made for it. */
export function readBacktest(
  request: BacktestRequest,
  seed: string | null,
  files: BacktestFiles,
  told: DiagnosticSink,
): BacktestQuestion | undefined {
  const sink = new DiagnosticSink();
  const question = read(request, seed, files, sink);
  for (const diagnostic of withoutMadePlaces(sink.all, files.made)) told.report(diagnostic);
  return sink.hasErrors ? undefined : question;
}

function read(
  request: BacktestRequest,
  seed: string | null,
  files: BacktestFiles,
  sink: DiagnosticSink,
): BacktestQuestion | undefined {
  const options = readBacktestRequest(request, sink);
  const { deployment, hpa, cluster: path } = request;
  const texts = readSourceTexts(hpa === undefined ? [deployment] : [deployment, hpa], files.reader, sink);
  const workload = sink.hasErrors ? undefined : findScaledWorkload(texts, sink);
  const given = path === undefined ? undefined : givenCluster(path, files.reader, sink);
  if (workload === undefined || options === undefined || sink.hasErrors) return undefined;
  const figures = metricFigures(workload.autoscaler ?? {}, options.figures, metricsOf(given));
  reportFigures(figures, options.figures, workload.metricsAt, sink);
  const checked = checkAll({ request, options, workload, figures, given, files, sink });
  return checked === undefined ? undefined : questionOf(checked, seed);
}

/** What has been read without mistakes. */
interface CheckedBacktest {
  readonly reading: Reading;
  readonly facts: SeriesFacts;
  readonly settings: Settings;
  readonly cluster: BacktestCluster;
  /** The manifests on the nodes, for as long as the runs last. */
  readonly onNodes: Plan;
}

/** Goes on after a mistake where it can, so that all are told. */
function checkAll(reading: Reading): CheckedBacktest | undefined {
  const { given, options, workload, sink } = reading;
  const begin = planAsWritten("manifests", withoutEvents(given ?? anyCluster(workload)), ANY_HORIZON_US, reading);
  const facts = begin === undefined ? undefined : seriesFacts(begin, options, sink);
  const settings = settingsOf(facts ?? NO_FACTS, reading);
  if (facts === undefined) return undefined;
  const cluster = given ?? (settings === undefined ? anyCluster(workload) : madeCluster(settings.settings));
  const onNodes = planAsWritten("manifests-on-nodes", cluster, facts.lengthUs, reading);
  return settings === undefined || onNodes === undefined ? undefined : { reading, facts, settings, cluster, onNodes };
}

function questionOf(checked: CheckedBacktest, seed: string | null): BacktestQuestion | undefined {
  const { reading, facts, settings, cluster, onNodes } = checked;
  const { workload, options, request, figures, files, sink } = reading;
  const made = makeScenarios(checked);
  if (made === undefined) return undefined;
  const notes = sink.all.filter(({ severity }) => severity !== "error");
  const { design, replicas } = made;
  const terms = backtestTerms({
    workload,
    options,
    facts,
    figures,
    design,
    replicas,
    settings: settings.settings,
    unserved: unservedMetrics(settings.settings[0]!.autoscaler, workload.namespace, made.plan.metrics),
    clusterSentence: clusterSentence(cluster, request.cluster),
    loadMode: made.loadMode,
  });
  const inputs = onNodes.inputs.filter((input) => !files.made.has(input.path));
  const plan = { ...made.plan, name: `hpa-${workload.name}`, notes, inputs };
  return {
    scenarioPath: design.points[0]!.scenarioPath!,
    terms,
    sweep: {
      plan: seed === null ? plan : { ...plan, seed },
      design,
      replications: DEFAULT_REPLICATIONS,
      precision: null,
      confidence: CONFIDENCE,
      notes,
    },
  };
}

function metricsOf(given: BacktestCluster | undefined): PlainObject {
  return given?.kind === "given" ? mappingAt(given.spec, ["metrics"]) : {};
}

/** Faults and actions have their times, which mean nothing before the run's length is known. */
function withoutEvents(cluster: BacktestCluster): BacktestCluster {
  if (cluster.kind === "made") return cluster;
  const { faults: _faults, actions: _actions, ...spec } = cluster.spec;
  return { ...cluster, spec };
}

/** For manifests that are only to be checked. */
function anyCluster(workload: ScaledWorkload): BacktestCluster {
  return madeCluster([{ deployment: workload.deployment, autoscaler: {} }]);
}

/** The plan with the manifests as the user wrote them: their mistakes stand at their places. */
function planAsWritten(
  name: string,
  cluster: BacktestCluster,
  horizonUs: number,
  { request, options, workload, figures, files, sink }: Reading,
): Plan | undefined {
  const { deployment, hpa } = request;
  const path = madePath(cluster, name);
  const document = scenarioOf(
    {
      name: "manifests",
      cluster,
      standing: [],
      coming: hpa === undefined ? [deployment] : [deployment, hpa],
      target: `deployment/${workload.name}`,
      namespace: workload.namespace,
      horizonUs,
      autoscaler: workload.autoscaler ?? {},
      figures,
      loadMode: "auto",
    },
    options,
  );
  files.made.put(path, yamlText([document]));
  const own = new DiagnosticSink();
  const plan = new ScenarioLoader(path, files.reader).loadVariant(options.set, own);
  // Read twice, the same is said twice.
  const known = new Set(sink.all.map((one) => JSON.stringify(one)));
  for (const one of own.all) if (!known.has(JSON.stringify(one))) sink.report(one);
  return plan;
}

/** Where a file lies that exists for the experiment only: beside the scenario whose cluster it uses. */
function madePath(cluster: BacktestCluster, name: string): string {
  const file = `plimsoll-hpa-${name}.yaml`;
  return cluster.kind === "given" ? fileIn(cluster.directory, file) : file;
}

function settingsOf(facts: SeriesFacts, reading: Reading): Settings | undefined {
  const { workload, options, request, given, sink } = reading;
  const { deployment } = workload;
  const autoscaler = workload.autoscaler ?? madeAutoscaler(workload, madeMaximum(deployment, facts.highest, options));
  const controllerManager = controllerManagerOf(given, options);
  const settings = readSettings({ deployment, autoscaler, controllerManager }, request.vary ?? [], sink);
  if (settings === undefined) return undefined;
  for (const setting of settings.settings) {
    reportMissingRequests(setting, workload.containersAt, sink);
    if (sink.hasErrors) return undefined;
  }
  return settings;
}

interface MadeScenarios {
  /** Of the current setting. */
  readonly plan: Plan;
  readonly design: Design;
  readonly replicas: readonly number[];
  readonly loadMode: string;
}

/** Undefined if a setting cannot be, which is told. */
function makeScenarios({
  reading,
  facts,
  settings: { settings, factors },
  cluster,
  onNodes,
}: CheckedBacktest): MadeScenarios | undefined {
  const nodes = onNodes.nodes.map(({ node }) => node);
  const { options } = reading;
  const loadMode = loadModeFor(options.loadMode, facts, settings.length);
  const points: Point[] = [];
  const replicas: number[] = [];
  const mistakes = new SettingMistakes();
  let current: Plan | undefined;
  for (const [index, setting] of settings.entries()) {
    const { assignments, levels } = setting;
    const figures = metricFigures(setting.autoscaler, options.figures, metricsOf(cluster));
    const count = firstReplicas(setting, facts.first, options, figures);
    const places = roomFor(podOf(setting.deployment), count, nodes, onNodes.boundPods);
    const scenarioPath = putScenario(setting, index, { cluster, facts, figures, count, places, loadMode }, reading);
    const point = { index, scenarioPath, assignments: [...options.set, ...assignments], levels };
    points.push(point);
    replicas.push(places.length);
    const own = new DiagnosticSink();
    const plan = new ScenarioLoader(scenarioPath, reading.files.reader).loadVariant(point.assignments, own);
    mistakes.add(pointLabel({ factors, points }, point), own.all);
    if (index === 0) current = plan;
  }
  mistakes.tell(reading.sink);
  return mistakes.hasAny || current === undefined
    ? undefined
    : { plan: current, design: { factors, points }, replicas, loadMode };
}

/** One by one only where all settings together are few: every seed asks for them again. */
export function loadModeFor(asked: string, { mean, lengthUs }: SeriesFacts, settings: number): string {
  if (asked !== "auto") return asked;
  return ((mean * lengthUs) / US_PER_SECOND) * settings <= MOST_REQUESTS_ONE_BY_ONE ? "exact" : "intervals";
}

/** What the files of a setting are made of. */
interface SettingFiles {
  readonly cluster: BacktestCluster;
  readonly facts: SeriesFacts;
  readonly figures: readonly MetricFigure[];
  readonly count: number;
  readonly places: readonly string[];
  readonly loadMode: string;
}

/** Gives the path of the scenario. */
function putScenario(
  { autoscaler, deployment }: Setting,
  index: number,
  { cluster, facts, figures, count, places, loadMode }: SettingFiles,
  { workload, options, files }: Reading,
): string {
  const { service = madeService(workload), others, namespace } = workload;
  const [standing, coming] = [madePath(cluster, `objects-${index}`), madePath(cluster, `others-${index}`)];
  const objects: readonly PlainObject[] = [service, autoscaler, ...warmObjects(workload, deployment, count, places)];
  files.made.put(standing, yamlText(objects));
  if (others.length > 0) files.made.put(coming, yamlText(others));
  const parts: ScenarioParts = {
    name: `hpa-${workload.name}`,
    cluster,
    standing: [standing],
    coming: others.length > 0 ? [coming] : [],
    target: `service/${String((service["metadata"] as PlainObject)["name"])}`,
    namespace,
    horizonUs: facts.lengthUs,
    autoscaler,
    figures,
    loadMode,
  };
  const path = madePath(cluster, `setting-${index}`);
  files.made.put(path, yamlText([scenarioOf(parts, options)]));
  return path;
}
