// A capacity result for a pull request. Names stand in code spans, so that none can draw, link or mention anybody.

import type { CapacityPoint, CapacityResult } from "../../experiment/capacity/capacity-result.ts";

import { markdownCode, markdownText } from "../neutral-text.ts";
import type { ColumnTable } from "../text/column-table.ts";
import { namedRowsTable } from "../text/markdown-table.ts";

import {
  answerSentence,
  limitSentences,
  lossesTable,
  policiesTable,
  poolsTable,
  requestsText,
  resourcesTable,
  termsSentence,
  trialSentences,
  workloadSentence,
  zonesTable,
} from "./capacity-readings.ts";

/** Rows of a table; clusters may have a pool for each node. */
const MOST_ROWS = 20;

export function capacityMarkdown(result: CapacityResult): string {
  const { points, scenario, template } = result;
  const parts =
    points.length > 1
      ? [tableLines(policiesTable(result)), ...points.map((point) => sentenceLines(result, point))]
      : [sentenceLines(result, points[0]!), ...detailTables(result, points[0]!)];
  const lines = [
    `### plimsoll: how much more fits into ${markdownCode(scenario.name)}`,
    "",
    `${markdownCode(template.name)}: ${markdownText(requestsText(template))}.`,
    "",
    ...parts.flatMap((part) => [...part, ""]),
    `${markdownText(termsSentence(result))}.`,
  ];
  return `${lines.join("\n")}\n`;
}

function sentenceLines(result: CapacityResult, point: CapacityPoint): readonly string[] {
  const answer = markdownText(answerSentence(result, point));
  const others = [...workloadSentence(result, point), ...limitSentences(point), ...trialSentences(point)];
  const lead = point.label === "" ? `**${answer}.**` : `${markdownCode(point.label)}: ${answer}.`;
  return [lead, "", ...others.map((sentence) => `- ${markdownText(sentence)}`)];
}

function detailTables(result: CapacityResult, point: CapacityPoint): readonly (readonly string[])[] {
  const tables = [resourcesTable(result, point), poolsTable(point), zonesTable(point), lossesTable(point)];
  return tables.filter(({ rows }) => rows.length > 0).map(tableLines);
}

function tableLines(table: ColumnTable): readonly string[] {
  const left = table.rows.length - MOST_ROWS;
  const rest = left > 0 ? ["", `… and ${left} more rows: \`-o json\` has all.`] : [];
  return [...namedRowsTable({ ...table, rows: table.rows.slice(0, MOST_ROWS) }), ...rest];
}
