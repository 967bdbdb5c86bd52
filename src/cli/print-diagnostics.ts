// Diagnostics as text for people and for editors: `file:line:column: error: message`, the line with a caret, and what
// would have been right.

import type { Diagnostic } from "../base/diagnostic.ts";

import { visibleText } from "../report/neutral-text.ts";

import { gatherAlike, type ShownMistake } from "./alike-mistakes.ts";
import { codeFrame } from "./code-frame.ts";
import type { Style, Terminal } from "./terminal.ts";

/** Beyond these only the number is told: nobody reads on, and the first ones tell the kind of mistake. */
const MAX_MISTAKES_SHOWN = 100;
/** Places of the same mistake that are named in one line. */
const MAX_PLACES_NAMED = 10;

const WORDS: Readonly<Record<Diagnostic["severity"], readonly [Style, string]>> = Object.freeze({
  error: ["red", "error"],
  warning: ["yellow", "warning"],
  // Its message says that something is not simulated, and what follows.
  "not-simulated": ["cyan", "note"],
  ignored: ["dim", "ignored"],
});

/** The text of a file, if it can still be read. */
export type TextOf = (file: string) => string | undefined;

type Paint = Terminal["paint"];

/** All mistakes, each with its line, then how many there were. */
export function printMistakes(diagnostics: readonly Diagnostic[], textOf: TextOf, terminal: Terminal): void {
  terminal.err(mistakesText(diagnostics, textOf, terminal.paint));
  const mistakes = diagnostics.filter(({ severity }) => severity === "error");
  const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  terminal.err(`${terminal.paint("bold", `${count}; nothing was run and nothing was written`)}\n`);
}

/** What was odd, is not simulated or was ignored: one line each. */
export function printNotes(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  for (const diagnostic of diagnostics) terminal.err(noteText(diagnostic, terminal.paint));
}

/** The mistakes among the diagnostics, file by file, each with its line; of many, the first ones. */
export function mistakesText(diagnostics: readonly Diagnostic[], textOf: TextOf, paint: Paint): string {
  const mistakes = inOrderOfPlaces(diagnostics.filter(({ severity }) => severity === "error"));
  const shown = gatherAlike(mistakes).slice(0, MAX_MISTAKES_SHOWN);
  const texts = shown.map(({ mistake, alike }) => {
    const lines = [headline(mistake, paint), ...details(mistake, textOf, paint), ...whereElse(alike)];
    return `${lines.join("\n")}\n\n`;
  });
  const hidden = shown.reduce((left, { alike }) => left - 1 - alike.length, mistakes.length);
  return texts.join("") + (hidden > 0 ? `… and ${hidden} more mistakes\n\n` : "");
}

function whereElse(alike: ShownMistake["alike"]): readonly string[] {
  if (alike.length === 0) return [];
  const places = alike.flatMap(({ position }) => (position === undefined ? [] : [`${position.file}:${position.line}`]));
  const named = places.slice(0, MAX_PLACES_NAMED).map(visibleText);
  const list = [...named, ...(places.length > named.length ? ["…"] : [])].join(", ");
  return ["", `… and ${alike.length} more like it${list === "" ? "" : `: ${list}`}`];
}

/** One line for what is no mistake. */
export function noteText(diagnostic: Diagnostic, paint: Paint): string {
  return `${headline(diagnostic, paint)}${hint(diagnostic)}\n`;
}

/** File by file as they were first met, from top to bottom; what has no place comes first. */
export function inOrderOfPlaces(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = [...new Set(diagnostics.map(({ position }) => position?.file))];
  const rank = ({ position }: Diagnostic): number => (position === undefined ? -1 : files.indexOf(position.file));
  return diagnostics.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0),
  );
}

function headline({ severity, message, position, code }: Diagnostic, paint: Paint): string {
  const [style, word] = WORDS[severity];
  const place = position === undefined ? "" : `${position.file}:${position.line}:${position.column}: `;
  const suffix = severity === "error" ? paint("dim", ` [${code}]`) : "";
  return `${visibleText(place)}${paint(style, `${word}:`)} ${visibleText(message)}${suffix}`;
}

function details(mistake: Diagnostic, textOf: TextOf, paint: Paint): readonly string[] {
  const { position, path, expected, suggestion } = mistake;
  const text = position === undefined ? undefined : textOf(position.file);
  const frame = position === undefined || text === undefined ? [] : codeFrame(text, position.line, position.column);
  return [
    ...frame.map((line) => `  ${line}`),
    ...(path === undefined ? [] : [`  at ${visibleText(path)}`]),
    ...(expected === undefined ? [] : [`  expected: ${visibleText(expected)}`]),
    ...(suggestion === undefined ? [] : [`  did you mean ${paint("green", visibleText(suggestion))}?`]),
  ];
}

function hint({ suggestion }: Diagnostic): string {
  return suggestion === undefined ? "" : `; did you mean ${visibleText(suggestion)}?`;
}
