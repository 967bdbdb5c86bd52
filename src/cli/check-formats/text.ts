// What was found, for people: every mistake with its line, a line for each note, and how much was looked at.

import type { DiagnosticSeverity } from "../../base/diagnostic.ts";

import type { CheckedFiles } from "../../scenario/check-files.ts";

import { mistakesText, noteText } from "../print-diagnostics.ts";
import type { CheckFormat, CheckView } from "./check-format.ts";

export const TEXT_CHECK_FORMAT: CheckFormat = Object.freeze({ name: "text", render });

function render(checked: CheckedFiles, { paint, textOf, quiet }: CheckView): string {
  const mistakes = mistakesText(checked.diagnostics, textOf, paint);
  const notes = checked.diagnostics
    .filter(({ severity }) => !quiet && severity !== "error")
    .map((note) => noteText(note, paint));
  const summary = quiet ? "" : `${paint("bold", summaryOf(checked))}\n`;
  const gap = notes.length > 0 && summary !== "" ? "\n" : "";
  return mistakes + notes.join("") + gap + summary;
}

/** `2 files, 14 objects judged (Deployment 6, Service 8): 1 mistake, 2 warnings`. */
function summaryOf({ files, objectsByKind, diagnostics }: CheckedFiles): string {
  const kinds = [...objectsByKind].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const objects = kinds.reduce((sum, [, count]) => sum + count, 0);
  const list = objects === 0 ? "" : ` (${kinds.map(([kind, count]) => `${kind} ${count}`).join(", ")})`;
  const count = (severity: DiagnosticSeverity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const found = `${counted(count("error"), "mistake")}, ${counted(count("warning"), "warning")}`;
  return `${counted(files.length, "file")}, ${counted(objects, "object")} judged${list}: ${found}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
