// In a sentence for the verdict: whose requests failed, or took longer than the load promises, so often that nobody would call the
// service carried, whatever becomes of the pods. Knows the findings of load.

import type { SourceFindings } from "../metrics/load/load-findings.ts";

import { percentText, spanText } from "./limit-words.ts";

/** Beyond such parts it is more than the noise of a rollout or an autoscaler's late step. */
const MUCH_FAILED = 0.01;
const MUCH_MISSED = 0.05;

/** Of the source that fares worst; undefined where all are served well enough. */
export function unservedSentence(sources: readonly SourceFindings[]): string | undefined {
  const badly = sources.filter((source) => isMuch(source));
  const worst = badly.toSorted((left, right) => badnessOf(right) - badnessOf(left))[0];
  if (worst === undefined) return undefined;
  const { source, requestClass, errorRatio, slo } = worst;
  const parts = [
    ...(errorRatio > MUCH_FAILED ? [`${percentText(errorRatio)} failed`] : []),
    ...(slo !== undefined && slo.missedRatio > MUCH_MISSED
      ? [`${percentText(slo.missedRatio)} missed the promise of ${spanText(slo.seconds)}`]
      : []),
  ];
  const which = sources.filter((each) => each.source === source).length > 1 ? `${source} (${requestClass})` : source;
  const others =
    badly.length === 1
      ? ""
      : `; ${badly.length - 1} more of ${sources.length} ${badly.length === 2 ? "fares" : "fare"} badly`;
  return `Of the requests of ${which}, ${parts.join(" and ")}${others}.`;
}

function isMuch({ errorRatio, slo }: SourceFindings): boolean {
  return errorRatio > MUCH_FAILED || (slo?.missedRatio ?? 0) > MUCH_MISSED;
}

function badnessOf({ errorRatio, slo }: SourceFindings): number {
  return Math.max(errorRatio, slo?.missedRatio ?? 0);
}
