// Mistakes that were found in files made for an experiment, told without a place: nobody could look there.

import type { Diagnostic } from "../../base/diagnostic.ts";

import type { MadeFiles } from "./made-files.ts";

/** Where the scenario is spoken of, the command's options are meant. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/gaps: hold, zero or linear in the scenario/, "--gaps hold, --gaps zero or --gaps linear"],
  [/^(column|gaps|time|scale): /, "--$1: "],
  [/^file: /, "--series: "],
  [/^series: /, "--labels: "],
  [/^skip: /, "--from: "],
  [/^(latency|slo): /, "--$1: "],
  [/^cpuPerRequest: /, "--cpu-per-request: "],
];

export function withoutMadePlaces(all: readonly Diagnostic[], files: MadeFiles): readonly Diagnostic[] {
  return all.flatMap((one) => {
    const { position, path: _path, ...told } = one;
    const isMade = position !== undefined && files.has(position.file);
    // What is remarked of a made file is no remark on what the user wrote.
    if (isMade && one.severity !== "error") return [];
    const words = isMade ? told : one;
    return [
      {
        ...words,
        message: isMade ? inWords(words.message) : words.message,
        ...(words.expected === undefined ? {} : { expected: inWords(words.expected) }),
      },
    ];
  });
}

function inWords(text: string): string {
  return WORDS.reduce((words, [pattern, instead]) => words.replace(pattern, instead), text);
}
