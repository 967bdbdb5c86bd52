// A capacity result for people at a terminal: the sentence first, then where and why.

import type { CapacityPoint, CapacityResult } from "../../experiment/capacity/capacity-result.ts";

import { layOut, wrap, type ColumnTable } from "../text/column-table.ts";

import {
  answerSentence,
  limitSentences,
  lossesTable,
  policiesTable,
  poolsTable,
  requestsText,
  resourcesTable,
  templateText,
  termsSentence,
  trialSentences,
  workloadSentence,
  zonesTable,
} from "./capacity-readings.ts";

const WIDTH = 120;
const INDENT = "        ";

/** Ends with a line feed; holds no terminal escape whatever the names in it. */
export function capacityText(result: CapacityResult): string {
  const { points, template } = result;
  const several = points.length > 1;
  const sections = several
    ? [
        [`ANSWER  ${points.length} policies for more of ${templateText(template)}: ${requestsText(template)}`],
        layOut(policiesTable(result), WIDTH),
        ...points.map((point) => [`POLICY  ${point.label}`, ...answerLines(result, point)]),
      ]
    : [answerLines(result, points[0]!), ...detailSections(result, points[0]!)];
  const terms = indented(termsSentence(result)).map((line) => line.trimStart());
  return `${[...sections, terms].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function answerLines(result: CapacityResult, point: CapacityPoint): readonly string[] {
  const [first = "", ...rest] = indented(answerSentence(result, point));
  const lead = point.label === "" ? `ANSWER  ${first.trimStart()}` : first;
  const others = [
    ...(point.label === "" ? [requestsText(result.template)] : []),
    ...workloadSentence(result, point),
    ...limitSentences(point),
    ...trialSentences(point),
  ];
  return [lead, ...rest, ...others.flatMap(indented)];
}

function indented(sentence: string): readonly string[] {
  return wrap(sentence, WIDTH - INDENT.length).map((line) => `${INDENT}${line}`);
}

function detailSections(result: CapacityResult, point: CapacityPoint): readonly (readonly string[])[] {
  const tables = [resourcesTable(result, point), poolsTable(point), zonesTable(point), lossesTable(point)];
  return tables.filter(({ rows }: ColumnTable) => rows.length > 0).map((table) => layOut(table, WIDTH));
}
