// A scenario document that satisfies its definition, with the places of its parts in the file.

import type { Diagnostic, DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";

import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";
import type { SourceDocument } from "../environment/documents/read-documents.ts";
import { pathText } from "../environment/manifests/document-path.ts";

import type { ScenarioDocument } from "./scenario-schema.ts";

export class CheckedScenario {
  readonly options: ScenarioDocument;
  readonly #document: SourceDocument;
  /** From a path in `options` to the path in the file; they differ where wrong items were cut out of lists. */
  readonly #asWritten: (path: DocumentPath) => DocumentPath;

  constructor(options: ScenarioDocument, document: SourceDocument, asWritten: (path: DocumentPath) => DocumentPath) {
    this.options = options;
    this.#document = document;
    this.#asWritten = asWritten;
  }

  /** Where the value at `path` begins. */
  positionOf(path: DocumentPath): SourcePosition {
    return this.#document.positionOf(this.#asWritten(path));
  }

  /** Whether nothing was cut out of the mapping at `path` for a mistake that has been told. */
  isWhole(path: DocumentPath): boolean {
    const written = fieldsAt(this.#document.value, this.#asWritten(path));
    return fieldsAt(this.options, path) === written;
  }

  /** The part at `path`, whose value is given, as a document of its own: places in it are those in the scenario. */
  documentOf(path: DocumentPath, value: unknown): SourceDocument {
    const written = this.#asWritten(path);
    return this.#document.withValue(value, (below, what) => {
      const whole = [...written, ...below];
      return what === "key" ? this.#document.positionOfKey(whole) : this.#document.positionOf(whole);
    });
  }

  /** Tells of a mistake in the value at `path`, or with `at: "key"` in the key itself. */
  report(
    sink: DiagnosticSink,
    path: DocumentPath,
    at: "key" | "value",
    problem: Omit<Diagnostic, "position" | "path">,
  ): void {
    const written = this.#asWritten(path);
    const position = at === "key" ? this.#document.positionOfKey(written) : this.#document.positionOf(written);
    sink.report({ ...problem, position, path: pathText(written) });
  }
}

/** How many fields the mapping at `path` has. */
function fieldsAt(root: unknown, path: DocumentPath): number {
  let value = root;
  for (const step of path) value = (value as Readonly<Record<string | number, unknown>>)[step];
  return Object.keys(value as object).length;
}
