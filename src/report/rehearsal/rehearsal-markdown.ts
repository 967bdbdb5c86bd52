// A rehearsal for a pull request. Names stand in code spans, so that none can draw, link or mention anybody.

import type { RehearsalResult, RehearsedLoss } from "../../experiment/rehearsal/rehearsal-result.ts";

import { markdownCode, markdownText } from "../neutral-text.ts";
import { namedRowsTable } from "../text/markdown-table.ts";

import {
  givenUpSentences,
  lossesTable,
  shortageSentences,
  termsSentence,
  unnoticedSentences,
  verdictSentence,
  workloadsTable,
} from "./rehearsal-readings.ts";

export function rehearsalMarkdown(result: RehearsalResult): string {
  const { losses, scenario } = result;
  const lines = [
    `### plimsoll: ${markdownCode(scenario.name)} without some of its nodes`,
    "",
    ...[...givenUpSentences(result), ...unnoticedSentences(result)].flatMap((sentence) => [
      `**${markdownText(sentence)}.**`,
      "",
    ]),
    ...(losses.length === 1 ? lossLines(losses[0]!, result) : namedRowsTable(lossesTable(result))),
    "",
    `${markdownText(termsSentence(result))}.`,
  ];
  return `${lines.join("\n")}\n`;
}

function lossLines(loss: RehearsedLoss, result: RehearsalResult): readonly string[] {
  const sentences = shortageSentences(loss).map((sentence) => `- ${markdownText(sentence)}`);
  const table = loss.workloads.length === 0 ? [] : ["", ...namedRowsTable(workloadsTable(loss, result))];
  return [`**${markdownText(verdictSentence(loss, result))}.**`, "", ...sentences, ...table];
}
