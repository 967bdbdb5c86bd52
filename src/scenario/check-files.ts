// Judges files without running anything: scenarios with all that they name, configurations of the scheduler, and
// Kubernetes manifests, in any mixture.

import { DiagnosticSink, type Diagnostic } from "../base/diagnostic.ts";

import { DEFAULT_KUBERNETES_VERSION } from "../model/kubernetes-version.ts";

import { defaultSchedulerConfiguration } from "../scheduling/configuration/load-configuration.ts";

import type { SourceDocument } from "../environment/documents/read-documents.ts";
import type { SourceText } from "../environment/documents/source-text.ts";
import { readManifestDocuments, readManifestFile } from "../environment/manifests/manifests-source.ts";
import { Notes } from "../environment/notes.ts";
import type { ListedContent } from "../environment/workload-source.ts";

import { Admission } from "./admission.ts";
import type { FileReader } from "./file-reader.ts";
import { readSourceTexts } from "./input-files.ts";
import { ScenarioLoader } from "./scenario-loader.ts";
import { reportReferences } from "./plan-references.ts";
import { checkSchedulerDocument } from "./read-scheduler.ts";
import { checkEachLevel } from "./sweep/variant-checker.ts";

/** What was looked at, and all that there is to say of it. */
export interface CheckedFiles {
  /** Paths as they were read, in order. */
  readonly files: readonly string[];
  /** How many of each kind; a scenario is one of them, and what it names is not counted. */
  readonly objectsByKind: ReadonlyMap<string, number>;
  /** Each thing once, mistakes and notes as they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

const SCENARIO = "Scenario";
const SCHEDULER_CONFIGURATION = "KubeSchedulerConfiguration";

/** Judges the files, directories and patterns of `paths`; `-` is standard input. */
export function checkFiles(paths: readonly string[], files: FileReader): CheckedFiles {
  const sink = new DiagnosticSink();
  const texts = readSourceTexts(paths, files, sink);
  const checker = new FileChecker(files, sink);
  const content = checker.check(texts);
  return {
    files: texts.map(({ path }) => path),
    objectsByKind: new Map([...checker.ownKinds, ...content.objectsByKind]),
    diagnostics: withoutRepetitions(sink.all),
  };
}

class FileChecker {
  readonly ownKinds = new Map<string, number>();
  readonly #files: FileReader;
  readonly #sink: DiagnosticSink;

  constructor(files: FileReader, sink: DiagnosticSink) {
    this.#files = files;
    this.#sink = sink;
  }

  check(texts: readonly SourceText[]): ListedContent {
    const notes = new Notes();
    const ports = { sink: this.#sink, notes, lifetimeNotes: new Notes(), workloads: "expanded" } as const;
    const content = readManifestDocuments(this.#manifestsIn(texts), ports);
    notes.flush(this.#sink);
    this.#admit(content);
    return content;
  }

  /** What the API server says of the pods once it knows all the objects. */
  #admit(content: ListedContent): void {
    const admission = new Admission([content], DEFAULT_KUBERNETES_VERSION);
    const ports = { sink: this.#sink, notes: new Notes() };
    admission.admitPods(content.pods, content, ports);
    for (const listed of content.boundPods) admission.admitBound(listed, ports);
    ports.notes.flush(this.#sink);
    const scheduler = defaultSchedulerConfiguration(DEFAULT_KUBERNETES_VERSION);
    reportReferences([content], admission, scheduler, this.#sink);
  }

  /** The documents that hold manifests; the others are judged as they pass by. */
  *#manifestsIn(texts: readonly SourceText[]): Generator<SourceDocument> {
    for (const text of texts) {
      for (const document of readManifestFile(text, this.#sink)) {
        const kind = kindOf(document);
        if (kind === SCENARIO || kind === SCHEDULER_CONFIGURATION) this.#checkOwn(kind, document);
        else yield document;
      }
    }
  }

  #checkOwn(kind: typeof SCENARIO | typeof SCHEDULER_CONFIGURATION, document: SourceDocument): void {
    this.ownKinds.set(kind, (this.ownKinds.get(kind) ?? 0) + 1);
    if (kind === SCENARIO) this.#checkScenario(document.source.path);
    else
      checkSchedulerDocument(
        document,
        DEFAULT_KUBERNETES_VERSION,
        { plugins: [], areAllPlugins: true, reach: undefined },
        this.#sink,
      );
  }

  /** A scenario, and each level of its sweep. */
  #checkScenario(path: string): void {
    const loader = new ScenarioLoader(path, this.#files);
    const loaded = loader.loadSweep([], this.#sink);
    if (loaded !== undefined) checkEachLevel(loader, loaded.options, loaded.places, this.#sink);
  }
}

function kindOf({ value }: SourceDocument): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "kind")
    ? (value as { readonly kind: unknown }).kind
    : undefined;
}

/** A file that is named by itself and by a scenario is judged twice; what is wrong with it is told once. */
function withoutRepetitions(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ position, message }) => {
    const key = `${position?.file} ${position?.line}:${position?.column} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
