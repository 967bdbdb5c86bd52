// What `plimsoll init` says: which files it wrote, what they hold, what was left out, and the next command.

import type { NewScenario } from "../scenario/init/new-scenario.ts";

import { shellWord, visibleText } from "../report/neutral-text.ts";

/** Kinds named one by one; all others are told together. */
const MAX_KINDS_SHOWN = 6;

export function describeExample(paths: readonly string[]): string {
  return `${wrote(paths)}${next(paths)}`;
}

export function describeNewScenario(scenario: NewScenario, paths: readonly string[], anonymous: boolean): string {
  const { nodes, boundPods, pendingPods, othersByKind, ended, leftOutByKind } = scenario;
  const others = kindsText(othersByKind);
  const holds = [
    count(nodes, "node"),
    `${count(boundPods, "pod")} on them`,
    `${count(pendingPods, "pod")} to be placed`,
    ...(others === "" ? [] : [others]),
  ];
  const leftOut = [
    ...(ended === 0 ? [] : [`${ended} pods and jobs that have ended`]),
    ...(leftOutByKind.size === 0 ? [] : [kindsText(leftOutByKind)]),
    "of all objects what decides no placement (commands, environment, mounts, most annotations, managed fields)",
  ];
  return [
    wrote(paths),
    `holds     ${holds.join(", ")}\n`,
    `left out  ${leftOut.join("; ")}\n`,
    anonymous
      ? "renamed   all names but Kubernetes' own; whoever has the key can find out which name a given one became\n"
      : "",
    next(paths),
  ].join("");
}

function wrote(paths: readonly string[]): string {
  return paths.map((path, index) => `${index === 0 ? "wrote" : "     "}     ${visibleText(path)}\n`).join("");
}

function next(paths: readonly string[]): string {
  return `next      plimsoll run ${shellWord(paths[0] ?? "")}\n`;
}

function kindsText(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([, left], [, right]) => right - left);
  const shown = sorted.slice(0, MAX_KINDS_SHOWN).map(([kind, number]) => `${number} ${visibleText(kind)}`);
  const rest = sorted.slice(MAX_KINDS_SHOWN).reduce((sum, [, number]) => sum + number, 0);
  return [...shown, ...(rest === 0 ? [] : [`${rest} others`])].join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
