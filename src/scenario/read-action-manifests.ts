// The manifests that actions bring: files, or objects as they stand in the scenario; admitted as all new objects are.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { Pod } from "../model/objects.ts";

import type { ManifestOptions } from "../environment/actions/action.ts";
import type { ManifestContent } from "../environment/actions/manifest-content.ts";
import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";
import { readManifestDocuments } from "../environment/manifests/manifests-source.ts";
import { Notes } from "../environment/notes.ts";
import type { ListedContent, ListedObject } from "../environment/workload-source.ts";

import type { Admission } from "./admission.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import { featureGatesOf } from "./controller-manager.ts";
import type { ContentReader, FilesNamed } from "./read-content.ts";
import { noteUnusedTimes } from "./unused-times.ts";
import { workloadReadingOf } from "./workload-reading.ts";

export interface ManifestPorts {
  readonly scenario: CheckedScenario;
  readonly reader: ContentReader;
  readonly admission: Admission;
  readonly sink: DiagnosticSink;
}

/** What manifests of an action hold. */
export interface BroughtContent {
  readonly content: ManifestContent;
  /** Its objects, with where they stand. */
  readonly listed: readonly ListedObject[];
}

/** All that the options name; `path` leads to them. */
export function readActionManifests(
  options: ManifestOptions,
  path: DocumentPath,
  ports: ManifestPorts,
): BroughtContent {
  const files = options.manifests === undefined ? undefined : ports.reader.manifests(options as FilesNamed, path);
  const inline = options.objects === undefined ? undefined : readInline(options.objects, [...path, "objects"], ports);
  const contents = [files?.content, inline].filter((content) => content !== undefined);
  reportRules(contents, path, ports);
  const listed = contents.flatMap(({ objects }) => objects);
  const content = {
    nodes: contents.flatMap(({ nodes }) => nodes.map(({ node, pool }) => ({ node, pool }))),
    objects: listed.map(({ stored }) => stored),
    named: listed.map(() => null),
    pods: contents.flatMap((one) => podsOf(one, ports)),
  };
  return { content, listed };
}

function readInline(
  objects: readonly Readonly<Record<string, unknown>>[],
  path: DocumentPath,
  { scenario, sink }: ManifestPorts,
): ListedContent {
  const notes = new Notes();
  const documents = objects.map((object, index) => scenario.documentOf([...path, index], object));
  const workloads = workloadReadingOf(scenario);
  const featureGates = featureGatesOf(scenario);
  const content = readManifestDocuments(documents, {
    sink,
    notes,
    lifetimeNotes: new Notes(),
    workloads,
    featureGates,
  });
  notes.flush(sink);
  return content;
}

function podsOf(content: ListedContent, { admission, sink }: ManifestPorts): readonly Pod[] {
  const notes = new Notes();
  noteUnusedTimes(content, "a pod that an action brings", notes);
  const { templates, template, names } = admission.admitPods(content.pods, content, { sink, notes });
  notes.flush(sink);
  return names.map((name, row) => {
    const pod = templates[template[row]!]!;
    return { ...pod, metadata: { ...pod.metadata, name } };
  });
}

/** What admission goes by is known before a run begins. */
function reportRules(contents: readonly ListedContent[], path: DocumentPath, { scenario, sink }: ManifestPorts): void {
  const rules = contents.flatMap(({ priorityClasses, limitRanges, resourceQuotas, runtimeClasses }) => [
    ...priorityClasses,
    ...limitRanges,
    ...resourceQuotas,
    ...runtimeClasses,
  ]);
  if (rules.length === 0) return;
  const message = "classes, LimitRanges and ResourceQuotas that actions bring take no effect";
  const expected = "such objects in the manifests of spec.cluster or spec.workloads";
  scenario.report(sink, path, "value", { code: "not-simulated", severity: "not-simulated", message, expected });
}
