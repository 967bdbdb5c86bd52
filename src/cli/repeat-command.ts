// The command that gives the same figures again: what was asked, without what changes no figure (workers, places, formats).

import { shellWord } from "../report/neutral-text.ts";

/** Options of commands with many runs that change what comes out. */
export interface RepeatedOptions {
  readonly vary?: readonly string[];
  readonly indifference?: string;
  readonly replications?: string;
  readonly precision?: string;
  readonly allowNetwork?: true;
}

/** `name`: of the command. `paths`: of its scenarios, and what else stands before the options. */
export function repeatCommand(
  name: string,
  paths: readonly string[],
  { vary = [], indifference, replications, precision, allowNetwork }: RepeatedOptions,
  seed: string,
): string {
  const named = Object.entries({ indifference, replications, precision, seed }).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}`, value],
  );
  const varied = vary.flatMap((one) => ["--vary", one]);
  const network = allowNetwork === true ? ["--allow-network"] : [];
  return ["plimsoll", name, ...[...paths, ...varied, ...named, ...network].map(shellWord)].join(" ");
}
