// Text to documents: values as kubectl understands them, each able to say where in the file a path of it stands.
// Mistakes become diagnostics, one for each document at most; whatever the bytes, nothing is thrown.

import { loadAll, YAMLException } from "js-yaml";

import type { DiagnosticSink, SourcePosition } from "../../base/diagnostic.ts";
import { measureExpansion } from "./expansion.ts";
import { KUBERNETES_YAML } from "./kubernetes-yaml.ts";
import { YamlPlaces, type DocumentPath } from "./locate-in-yaml.ts";
import type { SourceText } from "./source-text.ts";
import { splitDocuments, type DocumentText } from "./split-documents.ts";

/** No Kubernetes object nests deeper than about 20 collections; the parser recurses once for each. */
export const MAX_YAML_DEPTH = 100;
/** Of one YAML document. Its syntax tree takes up to 60 times its size: 1 GB of memory, half of Node's default. */
export const MAX_YAML_DOCUMENT_CHARACTERS = 16 * 1024 * 1024;
/** Aliases in one document, and values once all are written out: a YAML bomb is refused before it expands. */
export const MAX_ALIASES = 10_000;
const MAX_EXPANDED_VALUES = 1_000_000;

/** One document of a file: its value, and the places of its parts. */
export class SourceDocument {
  readonly source: SourceText;
  readonly value: unknown;
  readonly #text: DocumentText;
  /** Documents before this one in the same piece of text (after a `...` line). */
  readonly #indexInText: number;
  #places: YamlPlaces | undefined;

  constructor(source: SourceText, text: DocumentText, indexInText: number, value: unknown) {
    this.source = source;
    this.value = value;
    this.#text = text;
    this.#indexInText = indexInText;
  }

  /** Offset in the file of the text that holds this document: its separator, if it has one. */
  get startsAt(): number {
    return this.#text.startsAt;
  }

  /** Where the value at `path` begins, or the deepest part of the path that exists. */
  positionOf(path: DocumentPath): SourcePosition {
    return this.#locate(path, "value");
  }

  /** Where the last key of `path` begins. */
  positionOfKey(path: DocumentPath): SourcePosition {
    return this.#locate(path, "key");
  }

  #locate(path: DocumentPath, what: "key" | "value"): SourcePosition {
    const { text, startsAt } = this.#text;
    // A JSON document too large for the YAML parser is told as a whole; its path says the rest.
    if (text.length > MAX_YAML_DOCUMENT_CHARACTERS) return this.source.positionAt(startsAt);
    this.#places ??= placesIn(text);
    const offset = this.#places?.offsetOf(this.#indexInText, path, what) ?? 0;
    return this.source.positionAt(startsAt + offset);
  }
}

/** JSON that the YAML parser refuses (a key longer than YAML allows, a depth over the limit) has no places. */
function placesIn(text: string): YamlPlaces | undefined {
  try {
    return new YamlPlaces(text, MAX_YAML_DEPTH);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/**
 * All documents of the file that hold something, one at a time: of a file with thousands only one need be held.
 * Comments and empty documents are passed over.
 */
export function* readDocuments(source: SourceText, sink: DiagnosticSink): Generator<SourceDocument> {
  const json = readJson(source);
  if (json !== undefined) yield json;
  else for (const text of splitDocuments(source.text)) yield* readYaml(source, text, sink);
}

/** A file that is one JSON value, or undefined. What is nearly JSON is left to YAML, which says where it errs. */
function readJson(source: SourceText): SourceDocument | undefined {
  if (!/^\s*[{[]/.test(source.text)) return undefined;
  try {
    const value: unknown = JSON.parse(source.text);
    return new SourceDocument(source, { startsAt: 0, text: source.text }, 0, value);
  } catch {
    return undefined;
  }
}

function readYaml(source: SourceText, text: DocumentText, sink: DiagnosticSink): readonly SourceDocument[] {
  if (text.text.length > MAX_YAML_DOCUMENT_CHARACTERS) {
    sink.report({
      code: "document-too-large",
      severity: "error",
      message: `a YAML document of ${text.text.length} characters is too large to read`,
      position: source.positionAt(text.startsAt),
      expected: `at most ${MAX_YAML_DOCUMENT_CHARACTERS} characters; separate objects with ---, or give JSON`,
    });
    return [];
  }
  try {
    const values = loadAll(text.text, { schema: KUBERNETES_YAML, maxDepth: MAX_YAML_DEPTH, maxAliases: MAX_ALIASES });
    if (text.text.includes("&") && !reportExpansion(values, source, text, sink)) return [];
    return values
      .map((value, index) => new SourceDocument(source, text, index, value))
      .filter((document) => document.value !== null && document.value !== undefined);
  } catch (error) {
    reportSyntax(error, source, text, sink);
    return [];
  }
}

/** False if aliases make the document endless or too large. */
function reportExpansion(
  values: readonly unknown[],
  source: SourceText,
  text: DocumentText,
  sink: DiagnosticSink,
): boolean {
  const expansion = measureExpansion(values, 2 * MAX_YAML_DEPTH);
  const position = source.positionAt(text.startsAt + Math.max(0, text.text.indexOf("&")));
  if (expansion.kind === "cyclic") {
    sink.report({
      code: "cyclic-reference",
      severity: "error",
      message: "a YAML anchor contains an alias of itself",
      position,
      expected: "anchors whose content is complete before they are used",
    });
    return false;
  }
  if (expansion.kind === "sized" && expansion.values <= MAX_EXPANDED_VALUES) return true;
  sink.report({
    code: "excessive-aliases",
    severity: "error",
    message: "the document's YAML aliases expand to more than can be read",
    position,
    expected: `at most ${MAX_EXPANDED_VALUES} values and ${2 * MAX_YAML_DEPTH} levels once all aliases are written out`,
  });
  return false;
}

function reportSyntax(error: unknown, source: SourceText, text: DocumentText, sink: DiagnosticSink): void {
  // The parser's authors ask to expect other exceptions than its own on hostile input.
  const exception = error instanceof YAMLException ? error : undefined;
  const offset = visibleOffset(text.text, exception?.mark?.position ?? 0);
  const position = source.positionAt(text.startsAt + offset);
  if (exception?.reason === "duplicated mapping key") {
    const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,{}]+)/.exec(text.text.slice(offset))?.[0] ?? "";
    sink.report({ code: "duplicate-key", severity: "error", message: `the key ${key} stands here twice`, position });
    return;
  }
  const reason = exception?.reason ?? (error instanceof Error ? error.message : String(error));
  sink.report({ code: "yaml-syntax", severity: "error", message: `not valid YAML: ${reason}`, position });
}

/** What ends too early is shown at its last character, and a quoted text at its quote. */
function visibleOffset(text: string, offset: number): number {
  const last = Math.max(0, text.trimEnd().length - 1);
  if (offset > last) return last;
  return /["']/.test(text.charAt(offset - 1)) ? offset - 1 : offset;
}
