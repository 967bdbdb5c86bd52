// Operations of tolerations.jsonl: one toleration against one taint, untolerated taints, eviction by taints.

import type { Taint, Toleration } from "../../../../src/model/objects.ts";
import { firstEvictingTaint, taintEviction } from "../../../../src/model/taint-eviction.ts";
import {
  countIntolerablePreferences,
  firstUntoleratedTaint,
  preferenceTolerations,
  tolerates,
  toleratesOrCompares,
} from "../../../../src/model/toleration.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

interface TaintsInput {
  readonly taints: readonly Taint[];
  readonly tolerations: readonly Toleration[];
}

/** As the library writes a toleration: texts that are empty are not there. */
function writtenToleration(toleration: Toleration): RecordedValue {
  return Object.fromEntries(Object.entries(toleration).filter(([, value]) => value !== ""));
}

/** As the library writes a taint, always with key and effect; null where there is none. */
function writtenTaint(taint: Taint | undefined): RecordedValue | null {
  if (taint === undefined) return null;
  const { value, ...others }: Partial<Taint> = taint;
  return Object.assign({ key: "", effect: "" }, others, value ? { value } : {});
}

function one(input: RecordedValue): RecordedValue {
  const toleration = input["toleration"] as Toleration;
  const taint = input["taint"] as Taint;
  return {
    tolerates: tolerates(toleration, taint),
    toleratesWithComparison: toleratesOrCompares(toleration, taint),
  };
}

function untolerated(input: RecordedValue): RecordedValue {
  const { taints, tolerations } = input as RecordedValue & TaintsInput;
  return {
    firstHard: writtenTaint(firstUntoleratedTaint(taints, tolerations)),
    firstNoExecute: writtenTaint(firstEvictingTaint(taints, tolerations)),
    intolerableSoft: countIntolerablePreferences(taints, preferenceTolerations(tolerations)),
  };
}

function eviction(input: RecordedValue): RecordedValue {
  const { taints, tolerations } = input as RecordedValue & TaintsInput;
  const decided = taintEviction(taints, tolerations);
  switch (decided.kind) {
    case "untainted":
      return { evict: "never" };
    case "intolerable":
      return { evict: "now", allTolerated: false, used: [] };
    case "tolerated": {
      const { forUs } = decided;
      const used = decided.used.map(writtenToleration);
      if (forUs === undefined || forUs === 0) {
        return { evict: forUs === 0 ? "now" : "never", allTolerated: true, used };
      }
      return { evict: "after", forUs: String(forUs), allTolerated: true, used };
    }
  }
}

export const TOLERATIONS_OPERATIONS: Operations = Object.freeze({
  tolerates: wholeAnswer(one),
  untolerated: wholeAnswer(untolerated),
  eviction: wholeAnswer(eviction),
});
