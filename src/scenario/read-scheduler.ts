// The scheduler's configuration: Kubernetes' defaults, or the KubeSchedulerConfiguration file that a scenario names.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { KubernetesVersion } from "../model/kubernetes-version.ts";

import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";
import type { PluginDefinition } from "../scheduling/framework/plugin.ts";
import { KNOWN_PLUGIN } from "../scheduling/configuration/configuration-problem.ts";
import {
  defaultSchedulerConfiguration,
  loadSchedulerConfiguration,
} from "../scheduling/configuration/load-configuration.ts";

import type { SourceDocument } from "../environment/documents/read-documents.ts";
import type { SourceText } from "../environment/documents/source-text.ts";
import { pathText } from "../environment/manifests/document-path.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { FileReader } from "./file-reader.ts";
import { InputFiles } from "./input-files.ts";
import { readOneDocument } from "./one-document.ts";
import type { PlanInput } from "./plan.ts";
import { connectExtenders, type ExtenderReach } from "./read-extenders.ts";

/** What a scenario brings that a configuration may name. */
export interface Brought {
  readonly plugins: readonly PluginDefinition[];
  /** False if there may be more, which could not be read: then no plugin is told to be unknown. */
  readonly areAllPlugins: boolean;
  /** Undefined where a configuration is judged by itself: then nobody asks how its extenders are reached. */
  readonly reach: ExtenderReach | undefined;
}

/** The configuration in force; with mistakes in its file (they are told) the default one. */
export function readScheduler(
  scenario: CheckedScenario,
  version: KubernetesVersion,
  inputs: InputFiles,
  brought: Brought,
  sink: DiagnosticSink,
): SchedulerConfiguration {
  const configuration = readConfiguration(scenario, version, inputs, brought, sink);
  const ties = scenario.options.spec.scheduler?.ties;
  return ties === undefined ? configuration : { ...configuration, ties };
}

function readConfiguration(
  scenario: CheckedScenario,
  version: KubernetesVersion,
  inputs: InputFiles,
  brought: Brought,
  sink: DiagnosticSink,
): SchedulerConfiguration {
  const path = scenario.options.spec.scheduler?.configuration;
  if (path === undefined) return defaultSchedulerConfiguration(version);
  const source = inputs.readMentioned(path, scenario.positionOf(["spec", "scheduler", "configuration"]));
  if (source === undefined) return defaultSchedulerConfiguration(version);
  return readText(source, version, brought, sink) ?? defaultSchedulerConfiguration(version);
}

/** The configuration in a file that a command names, with the file; undefined if there are mistakes, which are told. */
export function loadSchedulerFile(
  path: string,
  version: KubernetesVersion,
  brought: Brought,
  files: FileReader,
  sink: DiagnosticSink,
): { readonly configuration: SchedulerConfiguration; readonly inputs: readonly PlanInput[] } | undefined {
  const reader = new InputFiles(path, files, sink);
  const source = reader.read(path, undefined);
  const configuration = source === undefined ? undefined : readText(source, version, brought, sink);
  return configuration === undefined || sink.hasErrors ? undefined : { configuration, inputs: reader.inputs };
}

function readText(
  source: SourceText,
  version: KubernetesVersion,
  brought: Brought,
  sink: DiagnosticSink,
): SchedulerConfiguration | undefined {
  const what = "a KubeSchedulerConfiguration";
  const document = readOneDocument(source, what, "profiles of one configuration, under profiles", sink);
  return document === undefined ? undefined : checkSchedulerDocument(document, version, brought, sink);
}

/** The configuration that a document holds; what is wrong with it and what has no effect is told. */
export function checkSchedulerDocument(
  document: SourceDocument,
  version: KubernetesVersion,
  brought: Brought,
  sink: DiagnosticSink,
): SchedulerConfiguration {
  const { configuration, complete, problems, notes } = loadSchedulerConfiguration(
    document.value,
    version,
    brought.plugins,
  );
  for (const { stage: _stage, place, of, ...problem } of problems) {
    if (!brought.areAllPlugins && problem.expected === KNOWN_PLUGIN) continue;
    const position = of === "key" ? document.positionOfKey(place) : document.positionOf(place);
    const common = { severity: "error", path: pathText(place), position } as const;
    sink.report({ ...problem, ...common, code: "scheduler-configuration" });
  }
  for (const { place, ...note } of notes) {
    const common = { path: pathText(place), position: document.positionOfKey(place) };
    if (note.severity === "ignored") sink.report({ ...note, ...common, code: "without-effect" });
    else sink.report({ ...note, ...common, code: "not-simulated" });
  }
  if (brought.reach === undefined || complete.extenders.length === 0) return configuration;
  return { ...configuration, extenders: connectExtenders(complete.extenders, brought.reach, document, sink) };
}
