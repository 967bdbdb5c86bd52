// Where the pods of a backtest run: on the nodes of a scenario, or on nodes that are made, so many that no pod ever waits for one.

import type { DiagnosticSink } from "../../base/diagnostic.ts";
import { isMapping } from "../../base/mapping.ts";

import { podRequests } from "../../model/pod-resources.ts";

import { readDocuments } from "../../environment/documents/read-documents.ts";

import type { FileReader } from "../../scenario/file-reader.ts";
import { readSourceTexts } from "../../scenario/input-files.ts";
import { directoryOf } from "../../scenario/paths-between.ts";
import { ScenarioLoader } from "../../scenario/scenario-loader.ts";

import type { BacktestCluster } from "./backtest-scenario.ts";
import { mappingAt } from "./plain-object.ts";
import { podOf, requestedBytes, requestedCores } from "./pod-shape.ts";
import { mostReplicas } from "./sizes.ts";
import type { ScaledPair } from "./vary-keys.ts";

const CORES = 4;
const GIB = 1_073_741_824;
const GIB_PER_CORE = 4;
const PODS_PER_NODE = 110;
/** Of extended resources: more than pods of a node ask for. */
const PLENTY = 1_000_000;

/** The cluster of the scenario at `path`; undefined if it cannot be read, which is told. */
export function givenCluster(path: string, files: FileReader, sink: DiagnosticSink): BacktestCluster | undefined {
  const plan = new ScenarioLoader(path, files).loadVariant([], sink);
  const [text] = plan === undefined ? [] : readSourceTexts([path], files, sink);
  if (text === undefined) return undefined;
  const [document] = readDocuments(text, sink);
  const spec = mappingAt(document?.value, ["spec"]);
  return { kind: "given", spec, directory: directoryOf(path) };
}

/** Nodes for the most pods that any of the settings may have. */
export function madeCluster(settings: readonly ScaledPair[]): BacktestCluster & { readonly kind: "made" } {
  const cores = Math.max(CORES, ...settings.map(({ deployment }) => Math.ceil(requestedCores(deployment))));
  const perNode = settings.map(({ deployment }) => fitting(deployment, cores));
  const memory = Math.max(
    GIB_PER_CORE * cores,
    ...settings.map(({ deployment }, place) => Math.ceil((perNode[place]! * requestedBytes(deployment)) / GIB)),
  );
  const count = Math.max(...settings.map((setting, place) => Math.ceil(mostReplicas(setting) / perNode[place]!)));
  const [{ deployment }] = settings as readonly [ScaledPair, ...ScaledPair[]];
  const labels = mappingAt(deployment, ["spec", "template", "spec", "nodeSelector"]);
  return {
    kind: "made",
    nodePool: {
      name: "machines",
      count: count + 1,
      zones: ["a", "b", "c"],
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      allocatable: { cpu: cores, memory: `${memory}Gi`, pods: PODS_PER_NODE, ...otherResources(settings) },
    },
  };
}

function fitting(deployment: ScaledPair["deployment"], cores: number): number {
  const each = requestedCores(deployment);
  return Math.max(1, Math.min(PODS_PER_NODE, each > 0 ? Math.floor(cores / each + 1e-9) : PODS_PER_NODE));
}

function otherResources(settings: readonly ScaledPair[]): Readonly<Record<string, string | number>> {
  const names = settings.flatMap(({ deployment }) => [...podRequests(podOf(deployment)).keys()]);
  const others = names.filter((name) => name !== "cpu" && name !== "memory");
  return Object.fromEntries(others.map((name) => [name, name === "ephemeral-storage" ? "10Ti" : PLENTY]));
}

/** In words, without a full stop. */
export function clusterSentence(cluster: BacktestCluster, path: string | undefined): string {
  if (cluster.kind === "given") return `the pods run on the nodes of ${path ?? "the scenario"}`;
  const { count, allocatable } = cluster.nodePool;
  const { cpu, memory } = isMapping(allocatable) ? allocatable : {};
  return `nobody waits for a node: there are ${String(count)} nodes of ${String(cpu)} CPUs and ${String(memory)} each`;
}
