// The files that a scenario or the arguments of a command name: found, decoded, and listed with the hash of their bytes.
// What is wrong with a file as such (absent, binary, huge, no text) is told here, at the place that names it.

import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join } from "node:path";

import { suggestionFor, type DiagnosticSink, type SourcePosition } from "../base/diagnostic.ts";

import { SourceText } from "../environment/documents/source-text.ts";

import { decodeText, type UndecodableBytes } from "./decode-text.ts";
import { STANDARD_INPUT, type FileBytes, type FileContent, type FileFailure, type FileReader } from "./file-reader.ts";
import { hasTooManyParts, MAX_FILE_BYTES, MAX_PARTS } from "./input-limits.ts";
import { isPattern, manifestsIn, matchingFiles, MAX_MATCHES } from "./path-patterns.ts";
import type { PlanInput } from "./plan.ts";

const SMALLER_FILES = "smaller files, such as one for each namespace; a directory or a pattern names them all";

const CODES: Readonly<Record<FileFailure["kind"], string>> = Object.freeze({
  missing: "missing-file",
  directory: "not-a-file",
  "not-a-file": "not-a-file",
  "no-permission": "no-permission",
  "too-large": "file-too-large",
  corrupt: "corrupt-file",
  unreadable: "unreadable-file",
});

export interface LoadedModule {
  readonly path: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** A path, and where it stands: nowhere, if it is an argument. */
export interface PathMention {
  readonly path: string;
  readonly position?: SourcePosition;
}

/**
 * The texts of the files, directories and patterns that a command was given, each once; `-` is standard input. What
 * cannot be read is told.
 */
export function readSourceTexts(
  paths: readonly string[],
  files: FileReader,
  sink: DiagnosticSink,
): readonly SourceText[] {
  return new InputFiles("", files, sink).readAll(paths.map((path) => ({ path })));
}

/** Texts of files by their paths, each with what is listed of it: read once, used by all variants of a scenario. */
export type KnownTexts = Map<string, { readonly text: SourceText; readonly input: PlanInput }>;

export class InputFiles {
  readonly #files: FileReader;
  readonly #sink: DiagnosticSink;
  readonly #base: string;
  readonly #texts = new Map<string, SourceText | undefined>();
  readonly #inputs: PlanInput[] = [];
  readonly #known: KnownTexts;
  #hasReadStandardInput = false;

  /** Paths are taken relative to the directory of `scenarioPath`, which is the working directory if it is empty. */
  constructor(scenarioPath: string, files: FileReader, sink: DiagnosticSink, known: KnownTexts = new Map()) {
    this.#files = files;
    this.#sink = sink;
    this.#base = dirname(scenarioPath);
    this.#known = known;
  }

  /** See FileReader.post. */
  get post(): FileReader["post"] {
    return this.#files.post;
  }

  /** Every file read so far, in order. */
  get inputs(): readonly PlanInput[] {
    return this.#inputs;
  }

  /** The file that a path in the scenario means, read; `mention` is where it stands there. */
  readMentioned(path: string, mention: SourcePosition): SourceText | undefined {
    return this.read(this.#resolve(path), mention);
  }

  /**
   * The text of a file that a path means as those of the scenario are meant, or why there is none, in words. It is not among the
   * inputs: what it holds may be a secret.
   */
  readUnlisted(
    path: string,
  ): { readonly kind: "text"; readonly text: string } | { readonly kind: "none"; readonly detail: string } {
    const content = this.#files.read(this.#resolve(path), MAX_FILE_BYTES);
    if (content.kind !== "bytes") return { kind: "none", detail: content.detail };
    const decoded = decodeText(content.bytes);
    return decoded.kind === "undecodable"
      ? { kind: "none", detail: `${path} ${decoded.message}` }
      : { kind: "text", text: decoded.text };
  }

  /** The module that a path in the scenario means, loaded; undefined if it cannot be, which is told. */
  loadMentioned(path: string, mention: SourcePosition): LoadedModule | undefined {
    const resolved = this.#resolve(path);
    if (resolved !== STANDARD_INPUT && this.read(resolved, mention) === undefined) return undefined;
    const content = this.#files.loadModule(resolved);
    if (content.kind === "module") return { path: resolved, exports: content.exports };
    const position = content.place === undefined ? mention : { file: resolved, ...content.place };
    this.#refuse("broken-module", `the module ${resolved} cannot be loaded: ${content.detail}`, position, {});
    return undefined;
  }

  /** All files that the paths, directories and patterns mean, each once. */
  readAll(mentions: readonly PathMention[]): readonly SourceText[] {
    const paths = new Map<string, SourcePosition | undefined>();
    for (const { path, position } of mentions) {
      if (path === STANDARD_INPUT && paths.has(path)) this.#refuseSecondInput(position);
      for (const found of this.#expand(path, position)) if (!paths.has(found)) paths.set(found, position);
    }
    const texts = [...paths].map(([path, position]) => this.read(path, position));
    return texts.filter((text) => text !== undefined);
  }

  /** The text of a file by its own path, read once; undefined if it is none. */
  read(path: string, mention: SourcePosition | undefined): SourceText | undefined {
    if (path === STANDARD_INPUT) {
      if (this.#hasReadStandardInput) return this.#refuseSecondInput(mention);
      this.#hasReadStandardInput = true;
    }
    if (!this.#texts.has(path)) this.#texts.set(path, this.#take(path, mention));
    return this.#texts.get(path);
  }

  #refuseSecondInput(mention: SourcePosition | undefined): undefined {
    const expected = "- in one place, and paths of files elsewhere";
    this.#refuse("second-input", "standard input is named a second time, and can be read once", mention, { expected });
  }

  #resolve(path: string): string {
    return path === STANDARD_INPUT || isAbsolute(path) ? path : join(this.#base, path);
  }

  #expand(path: string, position: SourcePosition | undefined): readonly string[] {
    if (isPattern(path)) return this.#expandPattern(path, position);
    const resolved = this.#resolve(path);
    const manifests = path === STANDARD_INPUT ? undefined : manifestsIn(resolved, this.#files);
    if (manifests?.length === 0) {
      const expected = `files that end in .json, .yaml or .yml, or these with .gz; ${path}/** looks further down`;
      this.#refuse("missing-file", `there are no manifests in the directory ${resolved}`, position, { expected });
    }
    return manifests ?? [resolved];
  }

  #expandPattern(path: string, position: SourcePosition | undefined): readonly string[] {
    const matches = matchingFiles(isAbsolute(path) ? "/" : this.#base, path, this.#files);
    if (matches === undefined) {
      const expected = `a pattern of at most ${MAX_MATCHES} files`;
      this.#refuse("too-many-files", `the pattern ${path} matches too much`, position, { expected });
      return [];
    }
    if (matches.length === 0) {
      const expected = `a pattern of files${this.#base === "." ? "" : ", relative to the scenario"}`;
      this.#refuse("missing-file", `no file matches ${path}`, position, { expected });
    }
    return matches;
  }

  #take(path: string, mention: SourcePosition | undefined): SourceText | undefined {
    const known = this.#known.get(path);
    if (known === undefined) return this.#decode(path, mention);
    this.#inputs.push(known.input);
    return known.text;
  }

  #decode(path: string, mention: SourcePosition | undefined): SourceText | undefined {
    const content = ofFewParts(path, this.#files.read(path, MAX_FILE_BYTES));
    if (content.kind !== "bytes") {
      this.#refuse(CODES[content.kind], content.detail, mention, this.#instead(path, content));
      return undefined;
    }
    const decoded = decodeText(content.bytes);
    if (decoded.kind === "undecodable") {
      this.#refuseBytes(path, decoded, mention);
      return undefined;
    }
    const text = new SourceText(path, decoded.text);
    const input = inputOf(path, content);
    this.#inputs.push(input);
    this.#known.set(path, { text, input });
    return text;
  }

  /** At the first byte that is wrong, where that is known, or else where the file is named, or where it begins. */
  #refuseBytes(path: string, bytes: UndecodableBytes, mention: SourcePosition | undefined): void {
    const { code, message, expected, textBefore } = bytes;
    const position =
      textBefore === undefined
        ? (mention ?? { file: path, line: 1, column: 1 })
        : new SourceText(path, textBefore).positionAt(textBefore.length);
    this.#refuse(code, `${nameOf(path)} ${message}`, position, { expected });
  }

  #refuse(
    code: string,
    message: string,
    mention: SourcePosition | undefined,
    more: { readonly expected?: string; readonly suggestion?: string },
  ): void {
    const position = mention === undefined ? {} : { position: mention };
    this.#sink.report({ code, severity: "error", message, ...position, ...more });
  }

  /** What to name instead: of a missing file the name in the same directory that was most likely meant. */
  #instead(path: string, failure: FileFailure): { readonly suggestion?: string; readonly expected?: string } {
    if (failure.kind === "directory") return { expected: "the path of one file" };
    if (failure.kind === "not-a-file") return { expected: `a file, or ${STANDARD_INPUT} for what is piped in` };
    if (failure.kind === "too-large") return { expected: SMALLER_FILES };
    if (failure.kind !== "missing") return {};
    const siblings = this.#files.list(dirname(path)) ?? [];
    return suggestionFor(
      basename(path),
      siblings.filter((entry) => !entry.isDirectory).map((entry) => entry.name),
    );
  }
}

function ofFewParts(path: string, content: FileContent): FileContent {
  if (content.kind !== "bytes" || !hasTooManyParts(content.bytes)) return content;
  const detail = `${nameOf(path)} has more than ${MAX_PARTS} lines, fields and items, the most that is read`;
  return { kind: "too-large", detail };
}

function inputOf(path: string, { bytes, stored = bytes }: FileBytes): PlanInput {
  return { path, sha256: createHash("sha256").update(stored).digest("hex") };
}

function nameOf(path: string): string {
  return path === STANDARD_INPUT ? "standard input" : path;
}
