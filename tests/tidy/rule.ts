// The shape of a tidy rule: data with a sentence of reason, and texts on which it must and must not fire.

import { lineAt, readSource, type SourceText } from "./source-text.ts";

/** One file of the repository; `path` is relative to its top, with forward slashes. */
export interface RepositoryFile {
  readonly path: string;
  readonly source: SourceText;
}

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A snippet that a test pretends to have found at `path`. */
export interface Planted {
  readonly path: string;
  readonly text: string;
}

/** A rule that looks at one file at a time. */
export interface FileRule {
  readonly name: string;
  /** Why we keep it: one sentence. */
  readonly reason: string;
  readonly looksAt: (path: string) => boolean;
  readonly check: (file: RepositoryFile) => readonly Violation[];
  /** Each of these must be found. */
  readonly wrong: readonly Planted[];
  /** None of these may be found. */
  readonly right: readonly Planted[];
}

export function fileFrom(planted: Planted): RepositoryFile {
  return { path: planted.path, source: readSource(planted.text) };
}

/** One violation for each place in `searched` (the code or the comments of the file) that the pattern matches. */
export function matches(
  file: RepositoryFile,
  searched: "text" | "code" | "comments",
  pattern: RegExp,
  message: (found: string) => string,
): readonly Violation[] {
  const text = file.source[searched];
  return Array.from(text.matchAll(pattern), (match) => ({
    path: file.path,
    line: lineAt(text, match.index),
    message: message(match[0].trim()),
  }));
}

/** What a test prints: one line per violation, ready to be clicked. */
export function show(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

/** TypeScript that the linter also sees; records and pictures under tests/ are not code. */
export function isTypeScript(path: string): boolean {
  return /^(?:src|tests|bench)\/.*\.ts$/.test(path) || path === "vitest.config.ts";
}
