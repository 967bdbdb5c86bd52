// New scenarios as the texts of their files: from the dump of a cluster, or an example to begin with.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import { KUBERNETES_VERSIONS } from "../../model/kubernetes-version.ts";

import { readDocuments, type SourceDocument } from "../../environment/documents/read-documents.ts";
import type { SourceText } from "../../environment/documents/source-text.ts";
import { yamlText } from "../../environment/documents/write-yaml.ts";
import { readManifestDocuments } from "../../environment/manifests/manifests-source.ts";
import { field } from "../../environment/manifests/ownership.ts";
import { Notes } from "../../environment/notes.ts";

import { AnonymousNames } from "./anonymous-names.ts";
import { comparedKeys } from "./compared-keys.ts";
import { DumpObjects, type DumpObject } from "./dump-objects.ts";
import { withoutUnusedDigests } from "./node-images.ts";
import { placeObjects } from "./place-objects.ts";
import { renamedObject } from "./rename.ts";
import {
  CLUSTER_FILE,
  dumpScenarioText,
  EXAMPLE_WORKLOADS,
  exampleScenarioText,
  SCENARIO_FILE,
  schemaFile,
  WORKLOADS_FILE,
  type NewFile,
} from "./scenario-texts.ts";

export interface NewScenario {
  readonly files: readonly NewFile[];
  readonly nodes: number;
  readonly boundPods: number;
  /** Pods that are to be placed: pending ones, and those that workload objects will have. */
  readonly pendingPods: number;
  /** Other objects that were kept, by kind, in the order in which they were met. */
  readonly othersByKind: ReadonlyMap<string, number>;
  /** Pods and jobs that have ended. */
  readonly ended: number;
  /** Objects that play no part, by kind. */
  readonly leftOutByKind: ReadonlyMap<string, number>;
}

/** What a user may say of the scenario that is made of a dump. */
export interface DumpOptions {
  readonly name: string;
  /** Under which names are made anonymous; undefined: they stay. */
  readonly key: string | undefined;
}

/** The scenario of a dump, or undefined if it is none; what is wrong with it goes to the sink. */
export function scenarioOfDump(
  texts: readonly SourceText[],
  { name, key }: DumpOptions,
  sink: DiagnosticSink,
): NewScenario | undefined {
  const objects = new DumpObjects();
  const notes = new Notes();
  const documents = objects.passing(documentsOf(texts, sink));
  const content = readManifestDocuments(documents, {
    sink,
    notes,
    lifetimeNotes: new Notes(),
    workloads: "expanded",
  });
  notes.flush(sink);
  if (content.nodes.length === 0 && !sink.hasErrors) reportNoNodes(sink);
  if (sink.hasErrors) return undefined;
  const { cluster, workloads, boundPods, pendingPods, ended } = placeObjects(withoutUnusedDigests(objects.kept));
  const counts = { nodes: content.nodes.length, boundPods, pendingPods: content.pods.names.length };
  const description = `A cluster as it was dumped: ${counted(counts.nodes, "node")}, ${counted(boundPods, "bound pod")}, ${pendingPods} pending`;
  const nodeVersion = versionOf(cluster);
  const hasWorkloads = workloads.length > 0;
  const rename = renamer([...cluster, ...workloads], key);
  const file = (path: string, kept: readonly DumpObject[]): NewFile => ({ path, content: yamlText(kept.map(rename)) });
  return {
    files: [
      { path: SCENARIO_FILE, content: dumpScenarioText({ name, description, hasWorkloads, nodeVersion }) },
      file(CLUSTER_FILE, cluster),
      ...(hasWorkloads ? [file(WORKLOADS_FILE, workloads)] : []),
      schemaFile(),
    ],
    ...counts,
    othersByKind: othersOf([...cluster, ...workloads]),
    ended,
    leftOutByKind: objects.leftOut,
  };
}

/** A scenario to begin with, which needs nothing. */
export function exampleScenario(name: string): readonly NewFile[] {
  return [
    { path: SCENARIO_FILE, content: exampleScenarioText(name) },
    { path: WORKLOADS_FILE, content: EXAMPLE_WORKLOADS },
    schemaFile(),
  ];
}

function* documentsOf(texts: readonly SourceText[], sink: DiagnosticSink): Generator<SourceDocument> {
  for (const source of texts) yield* readDocuments(source, sink);
}

function reportNoNodes(sink: DiagnosticSink): void {
  sink.report({
    code: "no-nodes",
    severity: "error",
    message: "the dump has no nodes, so there is no cluster to simulate",
    expected: "the nodes too, as in `kubectl get nodes,pods --all-namespaces -o yaml`",
  });
}

function renamer(objects: readonly DumpObject[], key: string | undefined): (object: DumpObject) => unknown {
  if (key === undefined) return ({ value }) => value;
  const names = new AnonymousNames(key, comparedKeys(objects.map(({ value }) => value)));
  return ({ value, shape }) => renamedObject(value, shape, names);
}

function othersOf(objects: readonly DumpObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of objects) if (kind !== "Pod" && kind !== "Node") counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** The version of the first node that says one which can be imitated. */
function versionOf(objects: readonly DumpObject[]): string | undefined {
  for (const { kind, value } of objects) {
    if (kind !== "Node") continue;
    const said = field(field(field(value, "status"), "nodeInfo"), "kubeletVersion");
    const [, version] = /^v(\d+\.\d+)\./.exec(typeof said === "string" ? said : "") ?? [];
    if (version !== undefined) return KUBERNETES_VERSIONS.find((known) => known === version);
  }
  return undefined;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
