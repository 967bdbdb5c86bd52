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
import { metricsOf, scenarioOf, type BacktestCluster, type ScenarioParts } from "./backtest-scenario.ts";
import { backtestTerms } from "./backtest-terms.ts";
import { withoutMadePlaces } from "./made-places.ts";
import type { MadeFiles } from "./made-files.ts";
import { reportMissingRequests } from "./missing-requests.ts";
import type { PlainObject } from "./plain-object.ts";
import { podOf } from "./pod-shape.ts";
import { findScaledWorkload, madeAutoscaler, madeService, type ScaledWorkload } from "./scaled-workload.ts";
import { seriesFacts, type SeriesFacts } from "./series-facts.ts";
import { readSettings, type Setting, type Settings } from "./settings.ts";
import { firstReplicas, madeMaximum } from "./sizes.ts";
import { roomFor, warmObjects } from "./warm-begin.ts";

/** What the manifests are checked with, before the series' length is known. */
const ANY_HORIZON_US = 1_000_000;
const DEFAULT_REPLICATIONS = 5;
const CONFIDENCE = 0.95;
const US_PER_SECOND = 1_000_000;
/** Of all settings together: some seconds of a processor. */
const MOST_REQUESTS_ONE_BY_ONE = 2_000_000;
/** Mistakes of further settings say nothing new. */
const MOST_WITH_MISTAKES = 5;

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
  const reading = { request, options, workload, files, sink };
  const asWritten = planAsWritten("manifests", given ?? anyCluster(workload), reading);
  const facts = asWritten === undefined ? undefined : seriesFacts(asWritten, options, sink);
  const settings = facts === undefined ? undefined : settingsOf(facts, reading);
  if (asWritten === undefined || facts === undefined || settings === undefined) return undefined;
  const cluster = given ?? madeCluster(settings.settings);
  const onNodes = given === undefined ? planAsWritten("manifests-on-nodes", cluster, reading) : asWritten;
  const made = onNodes === undefined ? undefined : makeScenarios(settings, cluster, facts, onNodes, reading);
  if (made === undefined) return undefined;
  const notes = sink.all.filter(({ severity }) => severity !== "error");
  const { design, replicas } = made;
  const terms = backtestTerms({
    workload,
    options,
    facts,
    design,
    replicas,
    settings: settings.settings,
    clusterSentence: clusterSentence(cluster, path),
    loadMode: made.loadMode,
  });
  const inputs = asWritten.inputs.filter((input) => !files.made.has(input.path));
  const plan = { ...made.plan, name: `hpa-${workload.name}`, notes, inputs: inputs };
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

/** For manifests that are only to be checked. */
function anyCluster(workload: ScaledWorkload): BacktestCluster {
  return madeCluster([{ deployment: workload.deployment, autoscaler: {} }]);
}

/** The plan with the manifests as the user wrote them: their mistakes stand at their places. */
function planAsWritten(
  name: string,
  cluster: BacktestCluster,
  { request, options, workload, files, sink }: Reading,
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
      horizonUs: ANY_HORIZON_US,
      metrics: metricsOf(workload.autoscaler ?? {}),
      loadMode: "auto",
    },
    options,
  );
  files.made.put(path, yamlText([document]));
  const own = new DiagnosticSink();
  const plan = new ScenarioLoader(path, files.reader).loadVariant([], own);
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

function settingsOf(facts: SeriesFacts, { workload, options, request, sink }: Reading): Settings | undefined {
  const { deployment } = workload;
  const autoscaler = workload.autoscaler ?? madeAutoscaler(workload, madeMaximum(deployment, facts.highest, options));
  const settings = readSettings({ deployment, autoscaler }, request.vary ?? [], sink);
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
function makeScenarios(
  { settings, factors }: Settings,
  cluster: BacktestCluster,
  facts: SeriesFacts,
  onNodes: Plan,
  reading: Reading,
): MadeScenarios | undefined {
  const nodes = onNodes.nodes.map(({ node }) => node);
  const loadMode = loadModeFor(reading.options.loadMode, facts, settings.length);
  const points: Point[] = [];
  const replicas: number[] = [];
  let current: Plan | undefined;
  let failed = 0;
  for (const [index, setting] of settings.entries()) {
    const { assignments, levels } = setting;
    const count = firstReplicas(setting, facts.first, reading.options);
    const places = roomFor(podOf(setting.deployment), count, nodes, onNodes.boundPods);
    const scenarioPath = putScenario(setting, index, { cluster, facts, count, places, loadMode }, reading);
    const point = { index, scenarioPath, assignments, levels };
    points.push(point);
    replicas.push(places.length);
    const plan = checkedPlan(point, pointLabel({ factors, points }, point), reading);
    if (plan === undefined) failed += 1;
    if (failed >= MOST_WITH_MISTAKES) break;
    if (index === 0) current = plan;
  }
  if (failed > 0 || current === undefined) return undefined;
  return { plan: current, design: { factors, points }, replicas, loadMode };
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
  readonly count: number;
  readonly places: readonly string[];
  readonly loadMode: string;
}

/** Gives the path of the scenario. */
function putScenario(
  { autoscaler, deployment }: Setting,
  index: number,
  { cluster, facts, count, places, loadMode }: SettingFiles,
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
    metrics: metricsOf(autoscaler),
    loadMode,
  };
  const path = madePath(cluster, `setting-${index}`);
  files.made.put(path, yamlText([scenarioOf(parts, options)]));
  return path;
}

/** The plan of a point; what is said of the manifests has been said where they stand. */
function checkedPlan({ scenarioPath, assignments }: Point, label: string, { files, sink }: Reading): Plan | undefined {
  const own = new DiagnosticSink();
  const plan = new ScenarioLoader(scenarioPath!, files.reader).loadVariant(assignments, own);
  for (const one of own.all) {
    if (one.severity === "error") sink.report({ ...one, message: `${one.message} (at ${label})` });
  }
  return plan;
}
