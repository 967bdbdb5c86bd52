// A scenario and its variants to plans: read, check, put values into it, and build. A loader keeps what variants have in common: the
// second one costs only what changed.
//
//   file → text → document (→ values of a point) → checked scenario → plan

import type { DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";

import type { SourceDocument } from "../environment/documents/read-documents.ts";

import { withAssignments, type Assignment } from "./assignments.ts";
import { buildPlan, buildPlanWithTemplate } from "./build-plan.ts";
import { checkScenarioDocument } from "./check-document.ts";
import type { CheckedScenario } from "./checked-scenario.ts";
import type { FileReader } from "./file-reader.ts";
import { InputFiles, type KnownTexts } from "./input-files.ts";
import { notAScenario } from "./not-a-scenario.ts";
import { readOneDocument } from "./one-document.ts";
import type { Plan } from "./plan.ts";
import { ContentReader, type KnownContents } from "./read-content.ts";
import { findTemplate, type PodTemplate } from "./read-template.ts";
import { AssignmentPlaces, variedDocument } from "./sweep/assignment-places.ts";
import { readSweepOptions, type ReadSweepOptions } from "./sweep/read-sweep-options.ts";

const ELSEWHERE = "manifests in files of their own, named under spec.workloads or spec.cluster";

/** A scenario with what it varies; not to be run if there are mistakes. */
export interface LoadedSweep extends ReadSweepOptions {
  readonly plan: Plan;
  /** Of `spec.sweep`; undefined if the scenario has none. */
  readonly position: SourcePosition | undefined;
}

/** Loads a scenario and its variants. What a file holds is read once. */
export class ScenarioLoader {
  readonly #path: string;
  readonly #files: FileReader;
  readonly #texts: KnownTexts = new Map();
  readonly #contents: KnownContents = new Map();

  constructor(path: string, files: FileReader) {
    this.#path = path;
    this.#files = files;
  }

  /** The scenario as it is; undefined if there are mistakes: then the sink has all of them, those of its sweep included. */
  load(sink: DiagnosticSink): Plan | undefined {
    const loaded = this.loadSweep([], sink);
    return sink.hasErrors ? undefined : loaded?.plan;
  }

  /**
   * The scenario as it is, and what it and the arguments of `--vary` vary. With mistakes, which the sink has then, it is what could
   * be understood, or undefined.
   */
  loadSweep(vary: readonly string[], sink: DiagnosticSink): LoadedSweep | undefined {
    return this.loadAsked(vary, () => undefined, sink);
  }

  /** The same, with what `ask` reads out of the scenario's document. */
  loadAsked<Asked>(
    vary: readonly string[],
    ask: (document: SourceDocument) => Asked,
    sink: DiagnosticSink,
  ): (LoadedSweep & { readonly asked: Asked }) | undefined {
    const read = this.#read(sink);
    if (read === undefined) return undefined;
    const scenario = checkScenarioDocument(read.document, sink);
    if (scenario === undefined) return undefined;
    const plan = this.#build(scenario, read.inputs, sink);
    const { sweep } = scenario.options.spec;
    const position = sweep === undefined ? undefined : read.document.positionOfKey(["spec", "sweep"]);
    const asked = ask(read.document);
    return { plan, position, asked, ...readSweepOptions(sweep ?? {}, vary, read.document, sink) };
  }

  /** The scenario with the values of a point; mistakes in them are told at their places in the sweep. */
  loadVariant(
    assignments: readonly Assignment[],
    sink: DiagnosticSink,
    places: AssignmentPlaces = new AssignmentPlaces(),
  ): Plan | undefined {
    const read = this.#read(sink);
    const varied = read === undefined ? undefined : assignTo(read.document, assignments, places, sink);
    const scenario = varied === undefined ? undefined : checkScenarioDocument(varied, sink);
    if (read === undefined || scenario === undefined) return undefined;
    const plan = this.#build(scenario, read.inputs, sink);
    return sink.hasErrors ? undefined : plan;
  }

  /**
   * The scenario with the values of a point, and a pod of the template at `templatePath` (- is standard input), which is
   * relative to the working directory; undefined if there are mistakes: then the sink has all of them.
   */
  loadWithTemplate(
    assignments: readonly Assignment[],
    templatePath: string,
    sink: DiagnosticSink,
  ): { readonly plan: Plan; readonly template: PodTemplate } | undefined {
    const read = this.#read(sink);
    const varied = read === undefined ? undefined : assignTo(read.document, assignments, new AssignmentPlaces(), sink);
    const scenario = varied === undefined ? undefined : checkScenarioDocument(varied, sink);
    if (read === undefined || scenario === undefined) return undefined;
    const reader = new ContentReader(scenario, read.inputs, sink, this.#contents);
    const content = reader.manifestFile(templatePath);
    const found = content === undefined ? undefined : findTemplate(templatePath, content, sink);
    const { plan, template } = buildPlanWithTemplate(scenario, read.inputs, reader, found, sink);
    return sink.hasErrors || template === undefined ? undefined : { plan, template };
  }

  #read(sink: DiagnosticSink): ReadScenario | undefined {
    const inputs = new InputFiles(this.#path, this.#files, sink, this.#texts);
    const source = inputs.read(this.#path, undefined);
    const document =
      source === undefined ? undefined : readOneDocument(source, "a scenario", ELSEWHERE, sink, notAScenario);
    return document === undefined ? undefined : { document, inputs };
  }

  #build(scenario: CheckedScenario, inputs: InputFiles, sink: DiagnosticSink): Plan {
    return buildPlan(scenario, inputs, new ContentReader(scenario, inputs, sink, this.#contents), sink);
  }
}

interface ReadScenario {
  readonly document: SourceDocument;
  readonly inputs: InputFiles;
}

/** The document with the values of a point; a path that leads nowhere is told. */
function assignTo(
  document: SourceDocument,
  assignments: readonly Assignment[],
  places: AssignmentPlaces,
  sink: DiagnosticSink,
): SourceDocument | undefined {
  const assigned = withAssignments(document.value, assignments);
  if (assigned.kind === "assigned") return variedDocument(document, assigned, assignments, places);
  const message = `the scenario has no place ${assigned.path}`;
  sink.report({ code: "unknown-path", severity: "error", message, position: document.positionOf([]) });
  return undefined;
}
