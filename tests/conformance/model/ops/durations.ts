// Operations of durations.jsonl.

import { durationSeconds, durationText, parseDurationText } from "../../../../src/model/time/duration-text.ts";
import { humanDuration, shortHumanDuration } from "../../../../src/model/time/human-duration.ts";
import {
  durationOfJson,
  microTimeOfJson,
  microTimeToJson,
  timeOfJson,
  timeToJson,
} from "../../../../src/model/time/json-time.ts";
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
  const parsed = durationOfJson(JSON.parse(input["raw"] as string));
  return parsed.kind === "refused" ? { error: parsed.message } : { ns: parsed.durationNs.toString() };
}

function time(input: RecordedValue): unknown {
  const value: unknown = JSON.parse(input["raw"] as string);
  const second = timeOfJson(value);
  const micro = microTimeOfJson(value);
  return {
    ...(second.kind === "refused"
      ? { timeError: second.message }
      : { time: JSON.stringify(timeToJson(second.timestamp)) }),
    ...(micro.kind === "refused"
      ? { microTimeError: micro.message }
      : { microTime: JSON.stringify(microTimeToJson(micro.timestamp)) }),
  };
}
