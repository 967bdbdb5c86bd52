// The files of one scenario: found relative to it, decoded, and listed with the hash of their bytes. What is wrong
// with a file as such (absent, binary, huge, no text) is told here, at the place that names it.

import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join } from "node:path";

import { suggestionFor, type DiagnosticSink, type SourcePosition } from "../base/diagnostic.ts";

import { SourceText } from "../environment/documents/source-text.ts";

import type { FileFailure, FileReader } from "./file-reader.ts";
import { isPattern, matchingFiles, MAX_MATCHES } from "./path-patterns.ts";
import type { PlanInput } from "./plan.ts";

/** Larger inputs are refused before they are read: as JSON, 64 MiB take about 1 GB of memory once understood. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

const CODES: Readonly<Record<FileFailure["kind"], string>> = Object.freeze({
  missing: "missing-file",
  directory: "not-a-file",
  "not-a-file": "not-a-file",
  "no-permission": "no-permission",
  "too-large": "file-too-large",
  unreadable: "unreadable-file",
});

export class InputFiles {
  readonly #files: FileReader;
  readonly #sink: DiagnosticSink;
  readonly #base: string;
  readonly #texts = new Map<string, SourceText | undefined>();
  readonly #inputs: PlanInput[] = [];

  /** Paths are taken relative to the directory of `scenarioPath`. */
  constructor(scenarioPath: string, files: FileReader, sink: DiagnosticSink) {
    this.#files = files;
    this.#sink = sink;
    this.#base = dirname(scenarioPath);
  }

  /** Every file read so far, in order. */
  get inputs(): readonly PlanInput[] {
    return this.#inputs;
  }

  /** The file that a path in the scenario means, read; `mention` is where it stands there. */
  readMentioned(path: string, mention: SourcePosition): SourceText | undefined {
    return this.read(this.#resolve(path), mention);
  }

  /** All files that the paths and patterns mean, each once. */
  readAll(mentions: readonly { readonly path: string; readonly position: SourcePosition }[]): readonly SourceText[] {
    const paths = new Map<string, SourcePosition>();
    for (const { path, position } of mentions) {
      for (const found of this.#expand(path, position)) if (!paths.has(found)) paths.set(found, position);
    }
    const texts = [...paths].map(([path, position]) => this.read(path, position));
    return texts.filter((text) => text !== undefined);
  }

  /** The text of a file by its own path, read once; undefined if it is none. */
  read(path: string, mention: SourcePosition | undefined): SourceText | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#decode(path, mention));
    return this.#texts.get(path);
  }

  #resolve(path: string): string {
    return isAbsolute(path) ? path : join(this.#base, path);
  }

  #expand(path: string, position: SourcePosition): readonly string[] {
    if (!isPattern(path)) return [this.#resolve(path)];
    const matches = matchingFiles(isAbsolute(path) ? "/" : this.#base, path, this.#files);
    if (matches === undefined) {
      const message = `the pattern ${path} matches too much`;
      const expected = `a pattern of at most ${MAX_MATCHES} files`;
      this.#sink.report({ code: "too-many-files", severity: "error", message, position, expected });
      return [];
    }
    if (matches.length === 0) {
      const message = `no file matches ${path}`;
      const expected = "a pattern of files, relative to the scenario";
      this.#sink.report({ code: "missing-file", severity: "error", message, position, expected });
    }
    return matches;
  }

  #decode(path: string, mention: SourcePosition | undefined): SourceText | undefined {
    const content = this.#files.read(path, MAX_FILE_BYTES);
    if (content.kind !== "bytes") {
      this.#refuse(CODES[content.kind], content.detail, mention, this.#nearest(path, content));
      return undefined;
    }
    const problem = describeUnreadable(content.bytes);
    if (problem !== undefined) {
      this.#refuse(problem.code, `${path} ${problem.message}`, mention, { expected: problem.expected });
      return undefined;
    }
    const text = new TextDecoder("utf-8").decode(content.bytes);
    this.#inputs.push({ path, sha256: createHash("sha256").update(content.bytes).digest("hex") });
    return new SourceText(path, text);
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

  /** The name in the same directory that a missing one most likely meant. */
  #nearest(path: string, failure: FileFailure): { readonly suggestion?: string; readonly expected?: string } {
    if (failure.kind === "directory") return { expected: `a file, or a pattern such as ${basename(path)}/*.yaml` };
    if (failure.kind !== "missing") return {};
    const siblings = this.#files.list(dirname(path)) ?? [];
    return suggestionFor(
      basename(path),
      siblings.filter((entry) => !entry.isDirectory).map((entry) => entry.name),
    );
  }
}

interface UnreadableBytes {
  readonly code: string;
  readonly message: string;
  readonly expected: string;
}

/** Why the bytes are no text to read, if they are none. */
function describeUnreadable(bytes: Uint8Array): UnreadableBytes | undefined {
  if (bytes.length === 0) return { code: "empty-file", message: "is empty", expected: "a file with content" };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return { code: "binary-file", message: "is compressed with gzip", expected: "the file, uncompressed" };
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { code: "not-utf8", message: "is UTF-16 text", expected: "UTF-8 text" };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    return { code: "binary-file", message: `is binary: byte ${zero} is zero`, expected: "UTF-8 text" };
  }
  return isUtf8(bytes) ? undefined : { code: "not-utf8", message: "is not UTF-8 text", expected: "UTF-8 text" };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
