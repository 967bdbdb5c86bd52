// What was found, for programs: one JSON object with a version.

import type { CheckedFiles } from "../../scenario/check-files.ts";

import { visibleJson } from "../../report/neutral-text.ts";

import { inOrderOfPlaces } from "../print-diagnostics.ts";
import type { CheckFormat, CheckView } from "./check-format.ts";

export const JSON_CHECK_FORMAT: CheckFormat = Object.freeze({ name: "json", render });

function render({ files, objectsByKind, diagnostics }: CheckedFiles, { quiet }: CheckView): string {
  const shown = diagnostics.filter(({ severity }) => !quiet || severity === "error");
  const result = {
    apiVersion: "plimsoll/v1alpha1",
    kind: "CheckResult",
    passed: diagnostics.every(({ severity }) => severity !== "error"),
    files,
    objects: Object.fromEntries([...objectsByKind].toSorted(([left], [right]) => (left < right ? -1 : 1))),
    diagnostics: inOrderOfPlaces(shown),
  };
  return `${visibleJson(JSON.stringify(result, null, 2))}\n`;
}
