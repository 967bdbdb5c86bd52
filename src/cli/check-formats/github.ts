// What was found, as annotations of a pull request: GitHub's workflow commands, one line each.
// Source: GitHub documentation, Workflow commands for GitHub Actions (message and property escapes).

import type { Diagnostic } from "../../base/diagnostic.ts";

import type { CheckedFiles } from "../../scenario/check-files.ts";

import { messageText, propertyText } from "../../report/ci/github-annotations.ts";

import { inOrderOfPlaces } from "../print-diagnostics.ts";
import type { CheckFormat, CheckView } from "./check-format.ts";

export const GITHUB_CHECK_FORMAT: CheckFormat = Object.freeze({ name: "github", render });

const COMMANDS: Readonly<Record<Diagnostic["severity"], string>> = Object.freeze({
  error: "error",
  warning: "warning",
  "not-simulated": "notice",
  ignored: "notice",
});

function render({ diagnostics }: CheckedFiles, { quiet }: CheckView): string {
  const shown = inOrderOfPlaces(diagnostics.filter(({ severity }) => !quiet || severity === "error"));
  return shown.map((diagnostic) => `${annotation(diagnostic)}\n`).join("");
}

function annotation({ code, severity, message, position, expected, suggestion }: Diagnostic): string {
  const place =
    position === undefined ? "" : `file=${propertyText(position.file)},line=${position.line},col=${position.column},`;
  const more = [
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(suggestion === undefined ? [] : [`did you mean ${suggestion}?`]),
  ];
  const text = [message, ...more].map((line) => messageText(line)).join("%0A");
  return `::${COMMANDS[severity]} ${place}title=${propertyText(`plimsoll: ${code}`)}::${text}`;
}
