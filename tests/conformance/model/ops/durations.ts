// Operations of durations.jsonl.

import { DURATION, MICRO_TIME, TIME } from "../../../../src/model/api/api-type.ts";
import { decodeValue } from "../../../../src/model/api/decode.ts";
import { durationSeconds, durationText, parseDurationText } from "../../../../src/model/time/duration-text.ts";
import { humanDuration, shortHumanDuration } from "../../../../src/model/time/human-duration.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

export const DURATIONS_OPERATIONS: Operations = Object.freeze({
  human: wholeAnswer(human),
  parse: wholeAnswer(parse),
  json: wholeAnswer(json),
  time: wholeAnswer(time),
});

function human(input: RecordedValue): unknown {
  const durationNs = BigInt(input["ns"] as string);
  return {
    go: durationText(durationNs),
    human: humanDuration(durationNs),
    seconds: durationSeconds(durationNs),
    short: shortHumanDuration(durationNs),
  };
}

function parse(input: RecordedValue): unknown {
  const parsed = parseDurationText(input["text"] as string);
  if (parsed.kind === "refused") return { error: parsed.message };
  return { json: JSON.stringify(durationText(parsed.durationNs)), ns: parsed.durationNs.toString() };
}

function json(input: RecordedValue): unknown {
  const { value, problems } = decodeValue(JSON.parse(input["raw"] as string), DURATION);
  if (problems.length > 0) return { error: problems[0]!.message };
  const parsed = parseDurationText(value as string);
  return { ns: parsed.kind === "refused" ? parsed.message : parsed.durationNs.toString() };
}

function time(input: RecordedValue): unknown {
  const value: unknown = JSON.parse(input["raw"] as string);
  const second = decodeValue(value, TIME);
  const micro = decodeValue(value, MICRO_TIME);
  return {
    ...(second.problems.length > 0
      ? { timeError: second.problems[0]!.message }
      : { time: JSON.stringify(second.value ?? null) }),
    ...(micro.problems.length > 0
      ? { microTimeError: micro.problems[0]!.message }
      : { microTime: JSON.stringify(micro.value ?? null) }),
  };
}
