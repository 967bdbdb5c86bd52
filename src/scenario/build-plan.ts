// From a checked scenario to a plan: gathers what its files hold, admits the pods, and says all that is wrong at once.
//
//   checked scenario → contents of its files → admission → plan

import type { DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";
import type { SimTime } from "../base/time.ts";

import {
  DEFAULT_KUBERNETES_VERSION,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
} from "../model/kubernetes-version.ts";
import type { Pod } from "../model/objects.ts";
import { latestTime, secondAfter } from "../model/time/latest-time.ts";
import { VERSION_BEHAVIOUR } from "../model/version-behaviour.ts";

import type { StoredObject } from "../cluster/object-store.ts";

import type { PlannedAction } from "../environment/actions/planned-action.ts";
import { parseDuration } from "../environment/duration-text.ts";
import { Notes } from "../environment/notes.ts";
import type { ListedContent, ListedNode } from "../environment/workload-source.ts";

import type { ActionWorld } from "./action-options.ts";
import { Admission, type AdmissionPorts } from "./admission.ts";
import { targetedNodes } from "./check-node-target.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { readControlPlane } from "./control-plane.ts";
import { featureGatesOf, readControllerManager, type PlannedControllerManager } from "./controller-manager.ts";
import { reportEarlyStart } from "./early-start.ts";
import { reportEndlessJobs } from "./endless-jobs.ts";
import { noteEndlessSchedules } from "./endless-schedules.ts";
import { withNamedFields } from "./fields-of-manifests.ts";
import type { InputFiles } from "./input-files.ts";
import { knownOwnersOf, withKnownOwners } from "./known-owners.ts";
import { coefficientsInForce } from "./known-coefficients.ts";
import { reportBlindAutoscalers } from "./load/blind-autoscalers.ts";
import { reportCrowdedCalls } from "./load/crowded-calls.ts";
import { deletedAutoscalers } from "./load/deleted-autoscalers.ts";
import { reportFailingAutoscalers, type ScaledWorld } from "./load/failing-autoscalers.ts";
import { reportManyAutoscalers } from "./load/many-autoscalers.ts";
import { readTraffic, type OfferedPods } from "./load/read-traffic.ts";
import { reportResetReplicas } from "./load/reset-replicas.ts";
import { reportSilentNeighbours } from "./load/silent-neighbours.ts";
import { kubeletsOfPools, nodesOfPools } from "./node-pools.ts";
import { reportOvercommittedNodes } from "./overcommitted-nodes.ts";
import { noteLongRuns, type RunSpan } from "./long-runs.ts";
import { DEFAULT_START, type Plan, type PlannedControllers } from "./plan.ts";
import { boundToKnownNodes, reportDuplicatePods, uniqueNodes } from "./plan-names.ts";
import {
  noteUncountedObjects,
  reportDefaultScheduler,
  reportFinalRefusals,
  reportReferences,
} from "./plan-references.ts";
import { readActionManifests, type ManifestPorts } from "./read-action-manifests.ts";
import { readActions } from "./read-actions.ts";
import type { ContentReader, FilesNamed, ReadContent } from "./read-content.ts";
import { reachOf, readExtenderModules, reportUnusedModules } from "./read-extenders.ts";
import { readFaults } from "./read-faults.ts";
import { readGrowth } from "./read-growth.ts";
import { readOwnPlugins, reportUnusedPlugins } from "./read-own-plugins.ts";
import { readScheduler } from "./read-scheduler.ts";
import type { FoundTemplate, PodTemplate } from "./read-template.ts";
import { readThresholds } from "./read-thresholds.ts";
import { readWarmUp } from "./read-warm-up.ts";
import { measuredAutoscalers, measuredRequests } from "./threshold-load.ts";
import { measuredWorkloads } from "./threshold-workloads.ts";
import { admittedStaticPods, mirrorsOn, readStaticPods } from "./static-pods.ts";
import { StorageReferences, withKnownVolumes } from "./storage-references.ts";
import { clusterWorkload, readWorkloads } from "./read-workloads.ts";
import { MAX_NODES } from "./scenario-schema.ts";
import { reportUnpricedNodes } from "./unpriced-nodes.ts";
import { workloadReadingOf } from "./workload-reading.ts";

/** The seed of scenarios that name none: runs are repeatable unless asked otherwise. */
const DEFAULT_SEED = "1";

/** A plan, and a pod of a template as the API server would let it in there. */
export interface PlanWithTemplate {
  readonly plan: Plan;
  readonly template: PodTemplate | undefined;
}

/** The plan of a scenario; with mistakes, which are told, it is not to be run. */
export function buildPlan(
  scenario: CheckedScenario,
  inputs: InputFiles,
  reader: ContentReader,
  sink: DiagnosticSink,
): Plan {
  return buildPlanWithTemplate(scenario, inputs, reader, undefined, sink).plan;
}

/** The same, and what becomes of a template under the scenario's rules of admission. */
export function buildPlanWithTemplate(
  scenario: CheckedScenario,
  inputs: InputFiles,
  reader: ContentReader,
  found: FoundTemplate | undefined,
  sink: DiagnosticSink,
): PlanWithTemplate {
  const { spec } = scenario.options;
  const kubernetes = versionOf(spec.kubernetes);
  const { scheduler, ownPlugins } = readScheduling(scenario, kubernetes, inputs, sink);
  const cluster = readCluster(scenario, reader);
  const offered = [...clusterWorkloads(cluster), ...readWorkloads(scenario, reader, sink)];
  const statics = readStaticPods(scenario, reader, sink);
  const contents = [...new Set([...cluster, ...offered, ...statics].map(({ content }) => content))];
  const nodes = readNodes(scenario, contents, sink);
  const admission = new Admission(contents, kubernetes, spec.admission?.disable);
  const listedBound = contents.flatMap((content) => content.boundPods);
  const bound = boundToKnownNodes(listedBound, nodes, sink);
  const admissionPorts = { sink, notes: new Notes() };
  const staticPods = admittedStaticPods(statics, (listed) => admission.admitBound(listed, admissionPorts));
  const storage = storageOf(contents, admissionPorts.notes);
  const owned = ownedBy(scenario, storage.objects, admissionPorts.notes);
  const boundPods = [...bound, ...mirrorsOn(nodes, staticPods)].map((listed) => {
    const place = () => listed.position;
    return owned(storage.withKnownVolumes(admission.admitBound(listed, admissionPorts), place), place);
  });
  const workloads = offered.map(({ workload, content }) => {
    const pods = withKnownVolumes(admission.admitPods(workload.pods, content, admissionPorts), content, storage);
    const templates = pods.templates.map((template, index) => owned(template, () => content.placeOf(index)));
    return { ...workload, pods: { ...pods, templates } };
  });
  const template = found === undefined ? undefined : admittedTemplate(found, admission, storage, admissionPorts);
  const horizonUs = readHorizon(scenario, sink);
  const dumpedAt = latestTime(contents.map((content) => content.latestTime));
  reportEarlyStart(scenario, dumpedAt, sink);
  const run = { start: startOf(scenario, dumpedAt), horizonUs };
  const isControlled = workloadReadingOf(scenario) === "controlled";
  if (isControlled) noteJobs(contents, run, admissionPorts.notes);
  else noteUncountedObjects(contents, admissionPorts.notes);
  admissionPorts.notes.flush(sink);
  reportReferences(found === undefined ? contents : [...contents, found.content], admission, scheduler, sink);
  reportOvercommittedNodes(nodes, boundPods, VERSION_BEHAVIOUR[kubernetes], sink);
  reportFinalRefusals(offered, contents, admission, sink);
  reportDefaultScheduler(workloads, scheduler, sink);
  reportDuplicatePods(scenario, offered, boundPods, sink);
  const flags = readFlags(scenario, kubernetes, contents, sink);
  const around = { ...run, boundPods, workloads, contents };
  const plan: Plan = {
    ...headOf(scenario, kubernetes),
    horizonUs,
    warmUp: readWarmUp(scenario, horizonUs, sink),
    nodes: nodes.map(({ node, pool }) => ({ node, pool })),
    kubelets: kubeletsOfPools(scenario, staticPods, sink),
    boundPods,
    ...(dumpedAt === undefined ? {} : { dumpedAt }),
    objects: storage.objects,
    workloads,
    resourceQuotas: admission.enforcedQuotas,
    ...(isControlled ? { controlled: { ...plannedControllers(run.start, admission), ...flags } } : {}),
    controlPlane: readControlPlane(scenario),
    ...readEvents({ scenario, reader, admission, sink }, inputs, nodes, storage, around),
    scheduler,
    ownPlugins,
    coefficients: coefficientsInForce(scenario, sink),
    notes: sink.all.filter((diagnostic) => diagnostic.severity !== "error"),
    inputs: inputs.inputs,
  };
  return { plan, template };
}

/** Those of kube-controller-manager, and what is too much for it. */
function readFlags(
  scenario: CheckedScenario,
  kubernetes: KubernetesVersion,
  contents: readonly ListedContent[],
  sink: DiagnosticSink,
): PlannedControllerManager {
  const flags = readControllerManager(scenario, kubernetes, sink);
  if (workloadReadingOf(scenario) === "controlled") {
    reportManyAutoscalers(contents, flags.autoscalers, readControlPlane(scenario), sink);
  }
  return flags;
}

/** Jobs that never start, and those of which very many come. */
function noteJobs(contents: readonly ListedContent[], span: RunSpan, notes: Notes): void {
  if (span.horizonUs === null) noteEndlessSchedules(contents, notes);
  noteLongRuns(contents, span, notes);
}

function seedOf({ seed }: CheckedScenario["options"]["spec"]): string {
  return seed === undefined ? DEFAULT_SEED : String(seed);
}

function headOf(
  { options: { metadata, spec } }: CheckedScenario,
  kubernetes: KubernetesVersion,
): Pick<Plan, "name" | "description" | "kubernetes" | "seed"> {
  return { name: metadata.name, description: metadata.description ?? "", kubernetes, seed: seedOf(spec) };
}

/** What becomes of a pod whose owner is not there: nothing, unless controllers run. */
function ownedBy(
  scenario: CheckedScenario,
  objects: readonly StoredObject[],
  notes: Notes,
): (pod: Pod, place: () => SourcePosition | undefined) => Pod {
  if (workloadReadingOf(scenario) === "expanded") return (pod) => pod;
  const owners = knownOwnersOf(objects);
  return (pod, place) => withKnownOwners(pod, owners, place, notes);
}

/** A run of a dump goes on from when that was made. */
function startOf({ options: { spec } }: CheckedScenario, dumpedAt: string | undefined): string {
  return spec.start ?? secondAfter(dumpedAt) ?? DEFAULT_START;
}

function plannedControllers(start: string, { rules, plugins }: Admission): PlannedControllers {
  return { start, admission: rules, admissionPlugins: plugins };
}

/** What happens to the cluster, and what is promised. Actions are read first: they may bring what faults and others name. */
function readEvents(
  ports: ManifestPorts,
  inputs: InputFiles,
  nodes: readonly ListedNode[],
  storage: StorageReferences,
  run: OfferedPods & RunSpan & { readonly contents: readonly ListedContent[] },
): Pick<Plan, "faults" | "actions" | "growth" | "load" | "metrics" | "thresholds"> {
  const { scenario, sink } = ports;
  const { horizonUs } = run;
  const world: ActionWorld = {
    nodes: [...targetedNodes(nodes)],
    objects: [...storage.objects],
    areControlled: workloadReadingOf(scenario) === "controlled",
    added: new Map(),
    brought: [],
    read: (options, path) => readActionManifests(options, path, ports),
  };
  const listed = run.contents.flatMap(({ objects }) => objects);
  const read = readActions(scenario, world, horizonUs, sink);
  const actions = withNamedFields(read, [...listed, ...world.brought]);
  const growth = readGrowth(scenario, world, sink);
  const faults = readFaults(scenario, world.nodes, horizonUs, sink);
  const traffic = readTraffic({ ...run, ...world, scenario, inputs, sink });
  if (world.areControlled) {
    const withBrought = [...listed, ...world.brought];
    reportEndlessJobs(withBrought, sink);
    reportBlindAutoscalers(withBrought, { objects: world.objects, ...traffic }, sink);
    reportFailingAutoscalers(withBrought, scaledWorld(ports, world.objects, actions), sink);
    reportResetReplicas(listed, actions, sink);
    if (traffic.load !== undefined) {
      reportSilentNeighbours(traffic.load, { ...world, contents: run.contents, actions }, sink);
      if (!sink.hasErrors) reportCrowdedCalls(traffic.load, horizonUs, seedOf(scenario.options.spec), sink);
    }
  }
  const { areControlled, objects } = world;
  const measured = {
    workloads: areControlled ? measuredWorkloads(objects) : undefined,
    autoscalers: areControlled ? measuredAutoscalers(objects) : undefined,
    requests: traffic.load === undefined ? undefined : measuredRequests(traffic.load),
  };
  return { actions, faults, ...growth, ...traffic, thresholds: readThresholds(scenario, measured, sink) };
}

function scaledWorld(
  { scenario, admission }: ManifestPorts,
  objects: readonly StoredObject[],
  actions: readonly PlannedAction[],
): ScaledWorld {
  return {
    objects,
    deleted: deletedAutoscalers(actions),
    behaviour: VERSION_BEHAVIOUR[versionOf(scenario.options.spec.kubernetes)],
    featureGates: featureGatesOf(scenario),
    admitted: (pod) => admission.asAdmitted(pod),
  };
}

/** The scheduler's configuration with what the scenario brings for it; what it brings for nothing is told. */
function readScheduling(
  scenario: CheckedScenario,
  kubernetes: KubernetesVersion,
  inputs: InputFiles,
  sink: DiagnosticSink,
): Pick<Plan, "scheduler" | "ownPlugins"> {
  const own = readOwnPlugins(scenario, kubernetes, inputs, sink);
  const modules = readExtenderModules(scenario, inputs);
  const brought = { plugins: own.plugins, areAllPlugins: own.areAll, reach: reachOf(modules, inputs) };
  const scheduler = readScheduler(scenario, kubernetes, inputs, brought, sink);
  reportUnusedPlugins(scenario, own.plugins, scheduler, sink);
  reportUnusedModules(scenario, modules, scheduler.extenders ?? [], sink);
  return { scheduler, ownPlugins: own.plugins };
}

function storageOf(contents: readonly ListedContent[], notes: Notes): StorageReferences {
  return new StorageReferences(
    contents.flatMap((content) => content.objects),
    notes,
  );
}

function admittedTemplate(
  { content, ...found }: FoundTemplate,
  admission: Admission,
  storage: StorageReferences,
  ports: AdmissionPorts,
): PodTemplate {
  const pods = withKnownVolumes(admission.admitPods(content.pods, content, ports), content, storage);
  const [pod] = pods.templates;
  return { ...found, pod: { ...pod!, metadata: { ...pod!.metadata, name: found.name } } };
}

/** What the cluster section's manifests and trace hold. */
function readCluster(scenario: CheckedScenario, reader: ContentReader): readonly ReadContent[] {
  const named = scenario.options.spec.cluster as FilesNamed;
  const path = ["spec", "cluster"];
  return [reader.trace(named, path), reader.manifests(named, path)].filter((content) => content !== undefined);
}

/** Pods of the cluster's files that are not on any node yet. */
function clusterWorkloads(cluster: readonly ReadContent[]): readonly ReturnType<typeof clusterWorkload>[] {
  const waiting = cluster.filter(({ content }) => content.pods.names.length > 0);
  return waiting.map(({ content, source }) => clusterWorkload(content, source));
}

function versionOf(written: string | number | undefined): KubernetesVersion {
  return KUBERNETES_VERSIONS.find((version) => version === String(written)) ?? DEFAULT_KUBERNETES_VERSION;
}

function readHorizon(scenario: CheckedScenario, sink: DiagnosticSink): SimTime | null {
  const text = scenario.options.spec.horizon;
  if (text === undefined) return null;
  const horizon = parseDuration(text);
  if (horizon !== undefined && horizon > 0) return horizon as number as SimTime;
  scenario.report(sink, ["spec", "horizon"], "value", {
    code: "out-of-range",
    severity: "error",
    message: `horizon: ${text} is out of range`,
    expected: "more than no time, at most a hundred years",
  });
  return null;
}

/** Those of pools and of manifests. */
function readNodes(
  scenario: CheckedScenario,
  contents: readonly ListedContent[],
  sink: DiagnosticSink,
): readonly ListedNode[] {
  const nodes = uniqueNodes([...nodesOfPools(scenario, sink), ...contents.flatMap((content) => content.nodes)], sink);
  reportNodeCount(scenario, nodes, sink);
  reportUnpricedNodes(scenario, nodes, sink);
  return nodes;
}

function reportNodeCount(scenario: CheckedScenario, nodes: readonly ListedNode[], sink: DiagnosticSink): void {
  if (nodes.length > 0 && nodes.length <= MAX_NODES) return;
  // Files that could not be read have been told; that their nodes are missing is no further mistake.
  if (nodes.length === 0 && sink.hasErrors) return;
  scenario.report(sink, ["spec", "cluster"], "key", {
    code: nodes.length === 0 ? "no-nodes" : "out-of-range",
    severity: "error",
    message: `the cluster has ${nodes.length} nodes`,
    expected: `1 to ${MAX_NODES} nodes, from nodePools, manifests or a trace`,
  });
}
