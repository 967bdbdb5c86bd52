// What the files of a scenario hold: the nodes and pods of its cluster section and of each workload entry.

import { basename } from "node:path";

import { DiagnosticSink, type Diagnostic, type SourcePosition } from "../base/diagnostic.ts";

import type { FeatureGates } from "../model/feature-gates.ts";

import type { SourceText } from "../environment/documents/source-text.ts";
import { MANIFESTS_SOURCE } from "../environment/manifests/manifests-source.ts";
import { Notes } from "../environment/notes.ts";
import type { ListedContent, WorkloadReading, WorkloadSource } from "../environment/workload-source.ts";
import { TRACE_SOURCES } from "../environment/workload-sources.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import { featureGatesOf } from "./controller-manager.ts";
import type { InputFiles } from "./input-files.ts";
import { workloadReadingOf } from "./workload-reading.ts";

/** The options under which a part of a scenario names files. */
export interface FilesNamed {
  readonly manifests?: string | string[] | undefined;
  readonly trace?: { readonly format: string; readonly [option: string]: string | string[] } | undefined;
}

/** One reading of one source. */
export interface ReadContent {
  readonly source: string;
  readonly content: ListedContent;
  /** What to call it if the scenario gives it no name: after its first file. */
  readonly defaultName: string;
  /** To be told if the lifetimes that the source lists are used. */
  readonly lifetimeNotes: readonly Diagnostic[];
}

/** One reading of files, with what was told meanwhile. */
interface KnownContent {
  readonly content: ListedContent;
  readonly told: readonly Diagnostic[];
  readonly lifetimeNotes: readonly Diagnostic[];
}

/** What files were found to hold, by source and paths: read once, used by all variants of a scenario. */
export type KnownContents = Map<string, KnownContent>;

/** Reads the files of a scenario's parts. */
export class ContentReader {
  readonly #scenario: CheckedScenario;
  readonly #inputs: InputFiles;
  readonly #sink: DiagnosticSink;
  readonly #known: KnownContents;
  readonly #workloads: WorkloadReading;
  readonly #featureGates: FeatureGates;

  constructor(scenario: CheckedScenario, inputs: InputFiles, sink: DiagnosticSink, known: KnownContents) {
    this.#scenario = scenario;
    this.#workloads = workloadReadingOf(scenario);
    this.#featureGates = featureGatesOf(scenario);
    this.#inputs = inputs;
    this.#sink = sink;
    this.#known = known;
  }

  /** The manifests named under `path`, if any are. */
  manifests(named: FilesNamed, path: readonly (string | number)[]): ReadContent | undefined {
    if (named.manifests === undefined) return undefined;
    return this.#read(MANIFESTS_SOURCE, { manifests: named.manifests }, path);
  }

  /** The trace named under `path`, if one is. */
  trace(named: FilesNamed, path: readonly (string | number)[]): ReadContent | undefined {
    if (named.trace === undefined) return undefined;
    const { format, ...options } = named.trace;
    const source = TRACE_SOURCES.find(({ name }) => name === format);
    return source === undefined ? undefined : this.#read(source, options, [...path, "trace"]);
  }

  /**
   * The manifests in a file of its own path, or of standard input, workloads as the pods that they stand for whoever makes those in the
   * scenario; undefined if it cannot be read, which is told.
   */
  manifestFile(path: string): ReadContent | undefined {
    const text = this.#inputs.read(path, undefined);
    return text === undefined ? undefined : this.#readTexts(MANIFESTS_SOURCE, { manifests: [text] }, path, "expanded");
  }

  #read(
    source: WorkloadSource,
    options: Readonly<Record<string, string | string[]>>,
    path: readonly (string | number)[],
  ): ReadContent {
    const files: Record<string, readonly SourceText[]> = {};
    const paths: string[] = [];
    for (const [option, value] of Object.entries(options)) {
      const place = [...path, option];
      paths.push(...(typeof value === "string" ? [value] : value));
      files[option] =
        typeof value === "string" ? this.#one(value, this.#scenario.positionOf(place)) : this.#all(value, place);
    }
    return this.#readTexts(source, files, paths[0] ?? "", this.#workloads);
  }

  #readTexts(
    source: WorkloadSource,
    files: Readonly<Record<string, readonly SourceText[]>>,
    firstPath: string,
    workloads: WorkloadReading,
  ): ReadContent {
    const key = JSON.stringify([
      source.name,
      workloads,
      [...this.#featureGates],
      Object.entries(files).map(([name, texts]) => [name, texts.map(pathOf)]),
    ]);
    const { content, told, lifetimeNotes } =
      this.#known.get(key) ?? readFiles(source, files, workloads, this.#featureGates);
    for (const diagnostic of told) this.#sink.report(diagnostic);
    this.#known.set(key, { content, told, lifetimeNotes });
    const defaultName = nameAfter(firstPath) ?? source.name;
    // Files that are named twice are two readings, as they are two mentions.
    return { source: source.name, content: { ...content }, defaultName, lifetimeNotes };
  }

  #one(path: string, position: SourcePosition): readonly SourceText[] {
    const text = this.#inputs.readMentioned(path, position);
    return text === undefined ? [] : [text];
  }

  #all(paths: readonly string[], place: readonly (string | number)[]): readonly SourceText[] {
    const mentions = paths.map((path, index) => ({ path, position: this.#scenario.positionOf([...place, index]) }));
    return this.#inputs.readAll(mentions);
  }
}

function pathOf({ path }: SourceText): string {
  return path;
}

function readFiles(
  source: WorkloadSource,
  files: Readonly<Record<string, readonly SourceText[]>>,
  workloads: WorkloadReading,
  featureGates: FeatureGates,
): KnownContent {
  const sink = new DiagnosticSink();
  const [notes, lifetimeNotes] = [new Notes(), new Notes()];
  const content = source.read(files, { sink, notes, lifetimeNotes, workloads, featureGates });
  notes.flush(sink);
  const lifetimeSink = new DiagnosticSink();
  lifetimeNotes.flush(lifetimeSink);
  return { content, told: sink.all, lifetimeNotes: lifetimeSink.all };
}

/** `data/openb_pod_list.csv` gives `openb-pod-list`, `*.yaml` gives nothing. */
export function nameAfter(path: string): string | undefined {
  const stem = basename(path).replace(/\..*$/, "");
  const name = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name === "" ? undefined : name.slice(0, 63);
}
