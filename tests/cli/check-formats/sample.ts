// For tests: findings of each severity that formats show.

import type { CheckedFiles } from "../../../src/scenario/check-files.ts";

import type { CheckView } from "../../../src/cli/check-formats/check-format.ts";

export const CHECKED: CheckedFiles = {
  files: ["a.yaml", "b.yaml"],
  objectsByKind: new Map([
    ["Pod", 2],
    ["Node", 1],
  ]),
  diagnostics: [
    { code: "suspicious", severity: "warning", message: "odd", position: { file: "a.yaml", line: 1, column: 1 } },
    {
      code: "invalid-value",
      severity: "error",
      message: "wrong",
      position: { file: "a.yaml", line: 2, column: 3 },
      expected: "right",
      suggestion: "rite",
    },
  ],
};

export const VIEW: CheckView = {
  paint: (_style, text) => text,
  textOf: () => "apiVersion: v1\nkind: Pod\n",
  quiet: false,
};
