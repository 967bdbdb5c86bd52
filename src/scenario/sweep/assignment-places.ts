// Where the values of a sweep stand: in the scenario's own file under `spec.sweep`, or in an argument. What is wrong with a value
// is told there, and not at the place that it is put into.

import type { Diagnostic, SourcePosition } from "../../base/diagnostic.ts";

import type { DocumentPath } from "../../environment/documents/locate-in-yaml.ts";
import type { PlacesElsewhere, SourceDocument } from "../../environment/documents/read-documents.ts";

import type { AssignedValue, Assignment } from "../assignments.ts";

import { valueText } from "./level-text.ts";

export type AssignmentPlace =
  | {
      readonly kind: "document";
      /** Of the path that is varied, which is a key. */
      readonly key: DocumentPath;
      /** Of the value, or of the range that it is in. */
      readonly value: DocumentPath;
    }
  /** `option` is what stands before it: `--vary`. */
  | { readonly kind: "argument"; readonly option: string };

/** The places of all values of a sweep. */
export class AssignmentPlaces {
  readonly #ofPaths = new Map<string, AssignmentPlace>();
  readonly #ofValues = new Map<string, AssignmentPlace>();
  readonly #positions = new WeakSet<SourcePosition>();

  /** Where a value of a path stands; the first place of a path serves for values that were drawn. */
  note({ path, value }: Assignment, place: AssignmentPlace): void {
    if (!this.#ofPaths.has(path)) this.#ofPaths.set(path, place);
    this.#ofValues.set(`${path} ${JSON.stringify(value)}`, place);
  }

  of({ path, value }: Assignment): AssignmentPlace | undefined {
    return this.#ofValues.get(`${path} ${JSON.stringify(value)}`) ?? this.#ofPaths.get(path);
  }

  /** Where the value, or a part of it, stands; undefined if that is not known. */
  positionOf(
    assignment: Assignment,
    inside: DocumentPath,
    what: "key" | "value",
    document: SourceDocument,
  ): SourcePosition | undefined {
    const place = this.of(assignment);
    if (place === undefined) return undefined;
    const position = positionIn(document, place, assignment, inside, what);
    this.#positions.add(position);
    return position;
  }

  /** Whether a position that a diagnostic has is that of a value. */
  areAt(position: SourcePosition): boolean {
    return this.#positions.has(position);
  }
}

/** No file has such a name: positions in it mean an argument. */
const ARGUMENT_MARK = "\0";

/**
 * The document with the assignments made, whose new parts stand where the sweep has them. `rest` is where mistakes in other parts
 * are told: undefined, where these stand in the document.
 */
export function variedDocument(
  document: SourceDocument,
  assigned: AssignedValue,
  assignments: readonly Assignment[],
  places: AssignmentPlaces,
  rest?: SourcePosition,
): SourceDocument {
  const elsewhere: PlacesElsewhere = (path, what) => {
    const index = assigned.paths.findLastIndex((place) => place.every((step, depth) => path[depth] === step));
    if (index < 0) return rest;
    return places.positionOf(assignments[index]!, path.slice(assigned.paths[index]!.length), what, document) ?? rest;
  };
  return document.withValue(assigned.value, elsewhere);
}

function positionIn(
  document: SourceDocument,
  place: AssignmentPlace,
  assignment: Assignment,
  inside: DocumentPath,
  what: "key" | "value",
): SourcePosition {
  if (place.kind === "argument") {
    return {
      file: `${ARGUMENT_MARK}${place.option} ${assignment.path}=${valueText(assignment.value)}`,
      line: 1,
      column: 1,
    };
  }
  if (what === "value") return document.positionOf([...place.value, ...inside]);
  return document.positionOfKey(inside.length === 0 ? place.key : [...place.value, ...inside]);
}

/** A diagnostic as the user is told it: an argument has no lines, and is named in words. */
export function toldToUser(diagnostic: Diagnostic): Diagnostic {
  const { position, ...said } = diagnostic;
  if (position?.file.startsWith(ARGUMENT_MARK) !== true) return diagnostic;
  return { ...said, message: `${position.file.slice(ARGUMENT_MARK.length)}: ${said.message}` };
}
