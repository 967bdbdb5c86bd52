// One document of a YAML stream: its value as kubectl understands it, and where its parts stand. The quick reader
// reads it if it is plain, the complete parser if not.

import { parseEvents, YAMLException } from "js-yaml";

import { constructYaml, type ConstructedYaml } from "./construct-yaml.ts";
import { measureExpansion } from "./expansion.ts";
import { YamlPlaces, type DocumentPath, type DocumentPlaces } from "./locate-in-yaml.ts";
import type { PlainYaml } from "./plain-yaml.ts";
import type { DocumentExtent } from "./split-documents.ts";
import { YamlSections } from "./yaml-sections.ts";

/** No Kubernetes object nests deeper than about 20 collections; the parsers recurse once for each. */
export const MAX_YAML_DEPTH = 100;
/**
 * Of one document that is not plain. Its syntax tree takes up to 60 times its size: 1 GB of memory, half of Node's
 * default.
 */
export const MAX_YAML_DOCUMENT_CHARACTERS = 16 * 1024 * 1024;
/** Aliases in one document, and values once all are written out: a YAML bomb is refused before it expands. */
export const MAX_ALIASES = 10_000;
const MAX_EXPANDED_VALUES = 1_000_000;
/** Larger documents are looked through in parts. */
const LARGE_DOCUMENT_CHARACTERS = 64 * 1024;

/** What is wrong or odd in a document. */
export interface DocumentProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** In the file. */
  readonly offset: number;
  readonly expected?: string;
}

export interface YamlReading {
  /** Null if there is nothing, undefined if it cannot be read. */
  readonly value: unknown;
  readonly places: DocumentPlaces;
  readonly problems: readonly DocumentProblem[];
}

/** Reads the document of `text` that stands in the extent. */
export function readYaml(text: string, extent: DocumentExtent, plain: PlainYaml): YamlReading {
  const { contentAt, endsAt } = extent;
  const quick = plain.read(contentAt, endsAt);
  if (quick.kind === "plain") {
    return { value: quick.value, places: new PlacesInYaml(text, contentAt, endsAt, "plain"), problems: [] };
  }
  const { end, problems: unread } = findEnd(text, contentAt, endsAt);
  const places = new PlacesInYaml(text, contentAt, end, "any");
  const { value, problems } = readCompletely(text.slice(contentAt, end));
  const told = problems.map((problem) => ({ ...problem, offset: problem.offset + contentAt }));
  return { value, places, problems: [...told, ...unread] };
}

/** A line of three dots ends the document; kubectl does not read on before the next separator. */
function findEnd(text: string, contentAt: number, endsAt: number): { end: number; problems: DocumentProblem[] } {
  const marker = /^\.\.\.(?=[ \t\r\n])/gm;
  marker.lastIndex = contentAt;
  const found = marker.exec(text)?.index ?? endsAt;
  if (found >= endsAt) return { end: endsAt, problems: [] };
  const behind = found + "...".length;
  const content = /^(?![ \t]*(?:#|\r?$))/gm;
  content.lastIndex = behind;
  const unread = content.exec(text)?.index ?? endsAt;
  if (unread >= endsAt) return { end: behind, problems: [] };
  const problem: DocumentProblem = {
    code: "unread-content",
    severity: "warning",
    message: "what follows a line of three dots is not read, as kubectl does not read it",
    offset: unread,
    expected: "a line of three dashes before the next document",
  };
  return { end: behind, problems: [problem] };
}

function readCompletely(text: string): { value: unknown; problems: readonly DocumentProblem[] } {
  if (text.length > MAX_YAML_DOCUMENT_CHARACTERS) return { value: undefined, problems: [tooLarge(text)] };
  // kubectl reads line by line, and so ends the last one even where the file does not.
  const complete = text.endsWith("\n") ? text : `${text}\n`;
  try {
    const constructed = constructYaml(complete, parseEvents(complete, { maxDepth: MAX_YAML_DEPTH }), MAX_ALIASES);
    const problems = constructed.problems.map((problem) => ({ ...problem, severity: "error" as const }));
    if (problems.length > 0 || !constructed.hasAliases) return { value: constructed.value, problems };
    return withoutBombs(constructed, text);
  } catch (error) {
    return { value: undefined, problems: [describeException(error, text)] };
  }
}

function tooLarge(text: string): DocumentProblem {
  return {
    code: "document-too-large",
    severity: "error",
    message: `a YAML document of ${text.length} characters that is not plain is too large to read`,
    offset: 0,
    expected: `at most ${MAX_YAML_DOCUMENT_CHARACTERS} characters, or no anchors, tags and tabs, or JSON`,
  };
}

function withoutBombs(
  { value }: ConstructedYaml,
  text: string,
): { value: unknown; problems: readonly DocumentProblem[] } {
  const expansion = measureExpansion(value, 2 * MAX_YAML_DEPTH);
  if (expansion.kind === "sized" && expansion.values <= MAX_EXPANDED_VALUES) return { value, problems: [] };
  const problem: DocumentProblem = {
    code: "excessive-aliases",
    severity: "error",
    message: "the document's YAML aliases expand to more than can be read",
    offset: Math.max(0, text.indexOf("&")),
    expected: `at most ${MAX_EXPANDED_VALUES} values and ${2 * MAX_YAML_DEPTH} levels once all aliases are written out`,
  };
  return { value: undefined, problems: [problem] };
}

function describeException(error: unknown, text: string): DocumentProblem {
  // The parser's authors ask to expect other exceptions than its own on hostile input.
  const exception = error instanceof YAMLException ? error : undefined;
  const reason = exception?.reason ?? (error instanceof Error ? error.message : String(error));
  const offset = visibleOffset(text, exception?.mark?.position ?? 0);
  return { code: "yaml-syntax", severity: "error", message: `not valid YAML: ${reason}`, offset };
}

/** What ends too early is shown at its last character, and a quoted text at its quote. */
function visibleOffset(text: string, offset: number): number {
  const last = Math.max(0, text.trimEnd().length - 1);
  if (offset > last) return last;
  return /["']/.test(text.charAt(offset - 1)) ? offset - 1 : offset;
}

/**
 * The places of a document, from the complete parser's events for it or, if it is large and plain, for a part. Where a
 * plain document or an item of its lists begins is seen without them: that is asked of each object.
 */
class PlacesInYaml implements DocumentPlaces {
  readonly #text: string;
  readonly #startsAt: number;
  readonly #endsAt: number;
  readonly #isPlain: boolean;
  readonly #sections: YamlSections | undefined;
  /** Of the part that was asked about last. */
  #known: { readonly startsAt: number; readonly places: YamlPlaces | undefined } | undefined;

  constructor(text: string, startsAt: number, endsAt: number, kind: "plain" | "any") {
    this.#text = text;
    this.#startsAt = startsAt;
    this.#endsAt = endsAt;
    this.#isPlain = kind === "plain";
    const isLarge = endsAt - startsAt > LARGE_DOCUMENT_CHARACTERS;
    this.#sections = this.#isPlain && isLarge ? new YamlSections(text, startsAt, endsAt) : undefined;
  }

  offsetOf(path: DocumentPath, what: "key" | "value"): number {
    if (this.#isPlain && path.length === 0) return firstContent(this.#text, this.#startsAt);
    const section = this.#sections?.find(path) ?? { startsAt: this.#startsAt, endsAt: this.#endsAt, path };
    if (path.length === 2 && section.path.length === 1) {
      // Behind the dash of the item.
      return firstContent(this.#text, this.#text.indexOf("-", section.startsAt) + 1);
    }
    const offset = this.#placesFrom(section.startsAt, section.endsAt)?.offsetOf(section.path, what) ?? 0;
    return section.startsAt + offset;
  }

  #placesFrom(startsAt: number, endsAt: number): YamlPlaces | undefined {
    if (this.#known?.startsAt !== startsAt) {
      this.#known = { startsAt, places: placesIn(this.#text.slice(startsAt, endsAt)) };
    }
    return this.#known.places;
  }
}

/** Over blanks, empty lines and comments. */
function firstContent(text: string, start: number): number {
  const blanks = /(?:[ ]*(?:#.*)?\r?\n)*[ ]*/y;
  blanks.lastIndex = start;
  return start + blanks.exec(text)![0].length;
}

/** What is too large, or what only the quick reader could read, is told as a whole; its path says the rest. */
function placesIn(text: string): YamlPlaces | undefined {
  if (text.length > MAX_YAML_DOCUMENT_CHARACTERS) return undefined;
  try {
    return new YamlPlaces(text.endsWith("\n") ? text : `${text}\n`, MAX_YAML_DEPTH);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}
