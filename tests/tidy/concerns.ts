// Whom a change is told: an observer that says what concerns it says so of every kind of change that it looks at.

import type { FileRule, RepositoryFile, Violation } from "./rule.ts";
import { lineAt } from "./source-text.ts";

const KIND = /(?:case |kind [!=]== )"([a-z]+(?:-[a-z]+)+)"/g;

function checkConcerns({ path, source: { text } }: RepositoryFile): readonly Violation[] {
  const list = /^const CONCERNS\b[^(]*\(\[([^\]]*)\]/m.exec(text)?.[1];
  const start = text.search(/^ {2}hear\(/m);
  if (list === undefined || start < 0) return [];
  const end = text.indexOf("\n  }\n", start);
  return [...text.slice(start, end).matchAll(KIND)]
    .filter(([, kind]) => !list.includes(`"${kind}"`))
    .map(({ 1: kind, index }) => ({
      path,
      line: lineAt(text, start + index),
      message: `${kind} is looked at and never told: it is not among CONCERNS`,
    }));
}

function observer(concerns: string, hear: string): string {
  return `const CONCERNS = new Set([${concerns}]);\nclass A {\n  hear({ change }) {\n    ${hear}\n  }\n}\n`;
}

export const CONCERNS_RULE: FileRule = {
  name: "an observer is told of every kind of change that it looks at",
  reason: "what is left out of its list it never hears of, and nothing else would tell",
  looksAt: (path) => path.startsWith("src/") && path.endsWith(".ts"),
  check: checkConcerns,
  wrong: [
    { path: "src/cluster/a.ts", text: observer('"pod-bound"', 'if (change.kind !== "pod-ended") return;') },
    { path: "src/cluster/a.ts", text: observer("", 'switch (change.kind) { case "node-added": }') },
  ],
  right: [
    { path: "src/cluster/a.ts", text: observer('"pod-bound"', 'if (change.kind !== "pod-bound") return;') },
    {
      path: "src/cluster/a.ts",
      text: 'class A {\n  hear({ change }) {\n    if (change.kind === "pod-ended") f();\n  }\n}\n',
    },
  ],
};
