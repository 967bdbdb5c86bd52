// A rehearsal for people at a terminal: the sentence first, then each workload that was touched.

import type { RehearsalResult, RehearsedLoss } from "../../experiment/rehearsal/rehearsal-result.ts";

import { layOut, wrap } from "../text/column-table.ts";

import {
  givenUpSentences,
  lossesTable,
  shortageSentences,
  termsSentence,
  unnoticedSentences,
  verdictSentence,
  workloadsTable,
} from "./rehearsal-readings.ts";

const WIDTH = 120;
const INDENT = "        ";

/** Ends with a line feed; holds no terminal escape whatever the names in it. */
export function rehearsalText(result: RehearsalResult): string {
  const { losses } = result;
  const sections = losses.length === 1 ? lossSections(losses[0]!, result) : manySections(result);
  const first = [...givenUpSentences(result), ...unnoticedSentences(result)].map((sentence) => wrap(sentence, WIDTH));
  return `${[...first, ...sections, wrap(termsSentence(result), WIDTH)].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function manySections(result: RehearsalResult): readonly (readonly string[])[] {
  const { losses } = result;
  if (losses.length === 0) return [];
  return [layOut(lossesTable(result), WIDTH), ...losses.flatMap((loss) => worstOnly(loss, result))];
}

function lossSections(loss: RehearsedLoss, result: RehearsalResult): readonly (readonly string[])[] {
  const [first = "", ...rest] = indented(verdictSentence(loss, result));
  const lead = [`LOST    ${first.trimStart()}`, ...rest, ...shortageSentences(loss).flatMap(indented)];
  return loss.workloads.length === 0 ? [lead] : [lead, layOut(workloadsTable(loss, result), WIDTH)];
}

/** Of many losses, those that are not survived are told in full. */
function worstOnly(loss: RehearsedLoss, result: RehearsalResult): readonly (readonly string[])[] {
  return loss.comesBack && loss.workloads.every(({ belowMinimumSeconds }) => belowMinimumSeconds === 0)
    ? []
    : lossSections(loss, result);
}

function indented(sentence: string): readonly string[] {
  return wrap(sentence, WIDTH - INDENT.length).map((line) => `${INDENT}${line}`);
}
