// Text to documents: values as kubectl understands them, each able to say where in the file a path of it stands.
// Mistakes become diagnostics; whatever the text, nothing is thrown.
// Imitates k8s.io/apimachinery pkg/util/yaml (YAMLOrJSONDecoder), v1.36: a stream of JSON values, or of YAML documents.

import type { DiagnosticSink, SourcePosition } from "../../base/diagnostic.ts";

import { CHART_ADVICE, isChartTemplate } from "./chart-template.ts";
import { JsonPlaces } from "./locate-in-json.ts";
import type { DocumentPath, DocumentPlaces } from "./locate-in-yaml.ts";
import { readJson, skipJsonBlanks, type DuplicateField, type JsonMistake, type JsonValue } from "./json-text.ts";
import { PlainYaml } from "./plain-yaml.ts";
import { MAX_YAML_DEPTH, readYaml, type DocumentProblem } from "./read-yaml.ts";
import type { SourceText } from "./source-text.ts";
import { splitDocuments, type DocumentExtent } from "./split-documents.ts";

/** Where a part of a document stands that came from somewhere else; undefined if it is the document's own. */
export type PlacesElsewhere = (path: DocumentPath, what: "key" | "value") => SourcePosition | undefined;

/** Longer ones are cut. */
const LONGEST_WORD = 40;

/** One document of a file: its value, and the places of its parts, looked for only when they are asked for. */
export class SourceDocument {
  readonly source: SourceText;
  readonly value: unknown;
  /** Offset in the file of the text that holds this document: its separator, if it has one. */
  readonly startsAt: number;
  readonly #places: DocumentPlaces;
  readonly #elsewhere: PlacesElsewhere;

  constructor(
    source: SourceText,
    value: unknown,
    startsAt: number,
    places: DocumentPlaces,
    elsewhere: PlacesElsewhere = () => undefined,
  ) {
    this.source = source;
    this.value = value;
    this.startsAt = startsAt;
    this.#places = places;
    this.#elsewhere = elsewhere;
  }

  /**
   * The same document with another value; `elsewhere` knows where the parts stand that are not where they were. Places of what
   * it no longer has are those of the deepest part that it has.
   */
  withValue(value: unknown, elsewhere: PlacesElsewhere): SourceDocument {
    return new SourceDocument(this.source, value, this.startsAt, this.#places, elsewhere);
  }

  /** Where the value at `path` begins, or the deepest part of the path that exists. */
  positionOf(path: DocumentPath): SourcePosition {
    return this.#elsewhere(path, "value") ?? this.source.positionAt(this.#places.offsetOf(path, "value"));
  }

  /** The word without quotes that begins the value at `path`, as it is written; undefined: none does, or it came from elsewhere. */
  plainWordAt(path: DocumentPath): string | undefined {
    if (this.#elsewhere(path, "value") !== undefined) return undefined;
    const offset = this.#places.offsetOf(path, "value");
    return /^[A-Za-z]+/.exec(this.source.text.slice(offset, offset + LONGEST_WORD))?.[0];
  }

  /** Where the last key of `path` begins. */
  positionOfKey(path: DocumentPath): SourcePosition {
    return this.#elsewhere(path, "key") ?? this.source.positionAt(this.#places.offsetOf(path, "key"));
  }
}

/**
 * All documents of the file that hold something, one at a time: of a file with thousands only one need be held.
 * Comments and empty documents are passed over.
 */
export function readDocuments(source: SourceText, sink: DiagnosticSink): Generator<SourceDocument> {
  return new DocumentReader(source, sink).read();
}

class DocumentReader {
  readonly #source: SourceText;
  readonly #sink: DiagnosticSink;
  /** Looked for when something is wrong. */
  #isTemplate: boolean | undefined;

  constructor(source: SourceText, sink: DiagnosticSink) {
    this.#source = source;
    this.#sink = sink;
  }

  *read(): Generator<SourceDocument> {
    const { text } = this.#source;
    const firstAt = text.search(/\S/);
    if (!/[{[]/.test(text.charAt(firstAt))) {
      yield* this.#readYaml(0, undefined);
      return;
    }
    let at = firstAt;
    for (let count = 0; at < text.length; count += 1) {
      const json = readJson(text, at);
      if (json.kind === "mistake") {
        // After one value, or none, the rest may still be YAML; after two it is JSON for certain.
        if (count > 1) this.#reportJson(json);
        else yield* this.#readYaml(afterLineEnd(text, at), text.startsWith("---", at) ? undefined : json);
        return;
      }
      if (json.value !== null) yield this.#jsonDocument(json, at);
      at = skipJsonBlanks(text, json.end);
    }
  }

  /** The YAML documents from `start` on. `asJson` is what is wrong with the first one as JSON, if that was tried. */
  *#readYaml(start: number, asJson: JsonMistake | undefined): Generator<SourceDocument> {
    const { text } = this.#source;
    const plain = new PlainYaml(text, MAX_YAML_DEPTH);
    let triedAsJson = asJson;
    for (const extent of splitDocuments(text, start)) {
      if (extent.besideSeparator !== "") this.#reportSeparator(extent);
      else {
        const document = this.#jsonIn(extent) ?? this.#yamlIn(extent, plain, triedAsJson);
        if (document !== undefined) yield document;
      }
      if (extent.endsAt > extent.contentAt) triedAsJson = undefined;
    }
  }

  /** JSON is YAML, but read as JSON it is read at once. */
  #jsonIn({ startsAt, contentAt, endsAt }: DocumentExtent): SourceDocument | undefined {
    const { text } = this.#source;
    const at = skipJsonBlanks(text, contentAt);
    if (text.charAt(at) !== "{") return undefined;
    const json = readJson(text, at);
    if (json.kind === "mistake" || skipJsonBlanks(text, json.end) !== endsAt) return undefined;
    return this.#jsonDocument(json, startsAt);
  }

  #yamlIn(extent: DocumentExtent, plain: PlainYaml, asJson: JsonMistake | undefined): SourceDocument | undefined {
    const { value, places, problems } = readYaml(this.#source.text, extent, plain);
    const isNone = typeof value !== "object" || problems.some(({ code }) => code === "yaml-syntax");
    if (asJson !== undefined && isNone) {
      this.#reportJson(asJson);
      return undefined;
    }
    for (const problem of problems) this.#report(problem);
    if (value === null || value === undefined) return undefined;
    return new SourceDocument(this.#source, value, extent.startsAt, places);
  }

  #jsonDocument({ value, duplicates, outline }: JsonValue, startsAt: number): SourceDocument {
    const { text } = this.#source;
    for (const duplicate of duplicates) this.#reportDuplicate(duplicate, value);
    const valueAt = skipJsonBlanks(text, text.startsWith("---", startsAt) ? text.indexOf("\n", startsAt) : startsAt);
    return new SourceDocument(this.#source, value, startsAt, new JsonPlaces(text, valueAt, outline));
  }

  /** Paths are told from the object on: of a list each item is one. */
  #reportDuplicate({ path, offset }: DuplicateField, value: unknown): void {
    const isInList = path.length > 2 && path[0] === "items" && typeof path[1] === "number" && isList(value);
    const field = fieldPath(isInList ? path.slice(2) : path);
    this.#report({ code: "duplicate-key", severity: "error", message: `duplicate field "${field}"`, offset });
  }

  #reportJson({ message, offset }: JsonMistake): void {
    this.#report({ code: "json-syntax", severity: "error", message: `not valid JSON: ${message}`, offset });
  }

  #reportSeparator({ startsAt, besideSeparator }: DocumentExtent): void {
    this.#report({
      code: "yaml-syntax",
      severity: "error",
      message: `invalid Yaml document separator: ${besideSeparator}`,
      offset: this.#source.text.indexOf(besideSeparator, startsAt + "---".length),
      expected: "nothing but a comment in the line of the three dashes",
    });
  }

  #report({ offset, ...said }: DocumentProblem): void {
    const isTemplate = said.severity === "error" && (this.#isTemplate ??= isChartTemplate(this.#source.text));
    const advice = isTemplate ? { expected: CHART_ADVICE } : {};
    this.#sink.report({ ...said, ...advice, position: this.#source.positionAt(offset) });
  }
}

/** Over blanks up to and including the first end of a line; kubectl tries YAML from there. */
function afterLineEnd(text: string, start: number): number {
  const blanks = /[^\S\n]*\n?/y;
  blanks.lastIndex = start;
  return start + blanks.exec(text)![0].length;
}

function isList(value: unknown): boolean {
  const kind: unknown = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  return typeof kind === "string" && kind.endsWith("List");
}

/** `spec.containers[0].args`, as strict decoding names fields. */
function fieldPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
