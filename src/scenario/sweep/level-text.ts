// Levels as tables and charts show them: short, on one line, each its own.

import { basename } from "node:path";

import { yamlLine } from "../../environment/documents/write-yaml.ts";

/** What stands for a field that a level takes away: Kubernetes' or plimsoll's default is in force. */
const ABSENT = "default";
const FILE_ENDING = /\.(?:ya?ml|json|csv|js|mjs)(?:\.gz)?$/;

/** A value in one line of YAML. */
export function valueText(value: unknown): string {
  if (value === null) return ABSENT;
  if (typeof value === "string") return value;
  return yamlLine(value);
}

/** Texts of the levels of one path, all different: of paths of files the base names, where these differ. */
export function levelTexts(values: readonly unknown[]): readonly string[] {
  const texts = values.map(valueText);
  const short = values.map((value, index) => (typeof value === "string" ? withoutFolder(value) : texts[index]!));
  return [short, texts, values.map((value) => JSON.stringify(value))].find(areAllDifferent) ?? texts;
}

function withoutFolder(text: string): string {
  return FILE_ENDING.test(text) ? basename(text).replace(FILE_ENDING, "") : text;
}

function areAllDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
