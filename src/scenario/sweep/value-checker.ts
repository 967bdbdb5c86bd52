// Whether the values of a sweep are what the scenario may have at their paths: each is put into the scenario, and what is wrong
// then and was not before is told at the value's own place.

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";

import type { SourceDocument } from "../../environment/documents/read-documents.ts";
import { show } from "../../environment/manifests/show-value.ts";

import { withAssignments, type Assignment } from "../assignments.ts";
import { checkScenarioDocument } from "../check-document.ts";

import { toldToUser, variedDocument, type AssignmentPlace, type AssignmentPlaces } from "./assignment-places.ts";

export class ValueChecker {
  readonly #document: SourceDocument;
  readonly #places: AssignmentPlaces;
  readonly #sink: DiagnosticSink;
  readonly #checked = new Map<string, boolean>();
  /** What is wrong with the scenario as it is. */
  #known: ReadonlySet<string> | undefined;

  constructor(document: SourceDocument, places: AssignmentPlaces, sink: DiagnosticSink) {
    this.#document = document;
    this.#places = places;
    this.#sink = sink;
  }

  /** Whether the value may stand at its path; a value that was judged before is not judged again. */
  accepts(assignment: Assignment, place: AssignmentPlace): boolean {
    const key = `${assignment.path} ${JSON.stringify(assignment.value)}`;
    const known = this.#checked.get(key);
    if (known !== undefined) return known;
    this.#places.note(assignment, place);
    const mistakes = this.#mistakesOf(assignment);
    for (const mistake of mistakes) this.#sink.report(toldToUser(mistake));
    this.#checked.set(key, mistakes.length === 0);
    return mistakes.length === 0;
  }

  #mistakesOf(assignment: Assignment): readonly Diagnostic[] {
    const position = this.#places.positionOf(assignment, [], "value", this.#document);
    const assigned = withAssignments(this.#document.value, [assignment]);
    if (assigned.kind === "no-such-place")
      return [{ ...noSuchPlace(assignment), ...(position === undefined ? {} : { position }) }];
    const varied = variedDocument(this.#document, assigned, [assignment], this.#places, position);
    const sink = new DiagnosticSink();
    checkScenarioDocument(varied, sink);
    if (sink.all.length === 0) return [];
    const known = (this.#known ??= this.#mistakesBefore());
    return sink.all.filter((mistake) => !known.has(keyOf(mistake)));
  }

  #mistakesBefore(): ReadonlySet<string> {
    const sink = new DiagnosticSink();
    checkScenarioDocument(this.#document, sink);
    return new Set(sink.all.map(keyOf));
  }
}

function noSuchPlace({ path, value }: Assignment): Diagnostic {
  const message =
    value === null
      ? `${path} cannot be taken away: it is an item of a list`
      : `${path} cannot be ${show(value)}: what the scenario has on the way there has no parts`;
  return { code: "unknown-path", severity: "error", message, expected: "a path into a mapping" };
}

function keyOf({ code, path, message }: Diagnostic): string {
  return `${code} ${path} ${message}`;
}
