// Mistakes that were found in files made for an experiment, told without a place: nobody could look there.

import type { Diagnostic } from "../../base/diagnostic.ts";

import type { MadeFiles } from "./made-files.ts";

/** Where the scenario is spoken of, the command's options are meant. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/gaps: hold, zero or linear in the scenario/, "--gaps hold, --gaps zero or --gaps linear"],
  [/and say gaps in the scenario/, "and give --gaps hold, --gaps zero or --gaps linear"],
  [/^(column|gaps|time|scale): /, "--$1: "],
  [/^file: /, "--series: "],
  [/^series: /, "--labels: "],
  [/^skip: /, "--from: "],
  [/^(latency|slo): /, "--$1: "],
  [/^cpuPerRequest: /, "--cpu-per-request: "],
  [/^--column: one of (?=\S)/, "--column with one of "],
  [/a time within spec\.horizon/, "a time within the part of the series that is replayed"],
  [/(controllerManager\.featureGates\.\w+): true in the scenario/, "--set $1=true"],
];

/** Options by the fields for which they stand. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ["column", "--column"],
  ["time", "--time"],
  ["series", "--labels"],
]);

export function withoutMadePlaces(all: readonly Diagnostic[], files: MadeFiles): readonly Diagnostic[] {
  return all.flatMap((one) => {
    const { position, path: _path, ...told } = one;
    const isMade = position !== undefined && files.has(position.file);
    // What is remarked of a made file is no remark on what the user wrote.
    if (isMade && one.severity !== "error") return [];
    const words = isMade ? told : one;
    const { message, expected, suggestion } = words;
    return [
      {
        ...words,
        message: isMade ? inWords(message) : message,
        ...(expected === undefined ? {} : { expected: inWords(expected) }),
        ...(suggestion === undefined || !isMade ? {} : { suggestion: OPTIONS.get(suggestion) ?? suggestion }),
      },
    ];
  });
}

function inWords(text: string): string {
  const option = OPTIONS.get(text);
  if (option !== undefined) return option;
  return withLabels(WORDS.reduce((words, [pattern, instead]) => words.replace(pattern, instead), text));
}

const LABELS = "labels of one, under series: ";

/** `{job: web, zone: a} or {job: api}` as options. */
function withLabels(text: string): string {
  if (!text.startsWith(LABELS)) return text;
  return text.slice(LABELS.length).replaceAll(/\{([^{}]*)\}/g, (_, labels: string) => {
    const pairs = labels.split(", ").map((pair) => pair.replace(": ", "="));
    return pairs.map((pair) => `--labels ${pair}`).join(" ");
  });
}
