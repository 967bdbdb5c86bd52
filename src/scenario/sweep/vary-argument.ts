// Arguments that vary a scenario: `PATH=v1,v2`, with values as in YAML, or `PATH=40..80:10`.

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";

import { readDocuments } from "../../environment/documents/read-documents.ts";
import { SourceText } from "../../environment/documents/source-text.ts";

import type { WrittenLevels } from "./sweep-schema.ts";

export interface VaryArgument {
  readonly kind: "argument";
  readonly path: string;
  readonly levels: WrittenLevels;
}

const FORM = "PATH=VALUE,VALUE or PATH=FROM..TO:STEP";
const PARTS = /^((?:[^="]|"[^"]*")+)=(.+)$/s;
const BOUND = String.raw`(-?\d+(?:\.\d+)?[A-Za-z%]*)`;
const RANGE = new RegExp(String.raw`^${BOUND}\.\.${BOUND}(?::${BOUND})?$`);

/** What an argument of `--vary`, or of another option of that form, says. */
export function readVaryArgument(
  text: string,
  option = "--vary",
): VaryArgument | { readonly kind: "problem"; readonly problem: Pick<Diagnostic, "code" | "message" | "expected"> } {
  const [, path, values] = PARTS.exec(text) ?? [];
  if (path === undefined || values === undefined) return wrong(`${option} ${text} has no values`, FORM);
  const [, from, to, step] = RANGE.exec(values) ?? [];
  if (from !== undefined && to !== undefined) {
    const ends = { from: boundOf(from), to: boundOf(to) };
    return { kind: "argument", path, levels: step === undefined ? ends : { ...ends, step: boundOf(step) } };
  }
  const list = listOf(values);
  if (list === undefined)
    return wrong(`${option} ${text}: the values cannot be read`, `values as in a list of YAML: ${FORM}`);
  return list.length === 0 ? wrong(`${option} ${text} has no values`, FORM) : { kind: "argument", path, levels: list };
}

function wrong(message: string, expected: string): ReturnType<typeof readVaryArgument> {
  return { kind: "problem", problem: { code: "bad-argument", message, expected } };
}

function boundOf(text: string): number | string {
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}

function listOf(values: string): unknown[] | undefined {
  const sink = new DiagnosticSink();
  const [document, ...others] = [...readDocuments(new SourceText("--vary", `[${values}]`), sink)];
  if (sink.hasErrors || others.length > 0 || !Array.isArray(document?.value)) return undefined;
  return document.value as unknown[];
}
