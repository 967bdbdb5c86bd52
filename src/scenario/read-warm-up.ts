// `spec.warmUp` of a scenario: how much of a run's front is left out of what is measured.

import type { DiagnosticSink } from "../base/diagnostic.ts";
import type { SimTime } from "../base/time.ts";

import { parseDuration } from "../environment/duration-text.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { Plan, WarmUp } from "./plan.ts";

const NONE: WarmUp = Object.freeze({ kind: "none" });

/** None where the scenario says nothing: most scenarios end, and all of such a run counts. */
export function readWarmUp(scenario: CheckedScenario, horizonUs: SimTime | null, sink: DiagnosticSink): WarmUp {
  const text = scenario.options.spec.warmUp ?? "none";
  if (text === "none") return NONE;
  if (text === "auto")
    return scenario.options.spec.horizon === undefined ? refuseAuto(scenario, sink) : { kind: "auto" };
  const us = parseDuration(text);
  if (us === 0) return NONE;
  if (us !== undefined && (horizonUs === null || us < horizonUs)) return { kind: "span", us };
  scenario.report(sink, ["spec", "warmUp"], "value", {
    code: "out-of-range",
    severity: "error",
    message: `warmUp: ${text} is out of range`,
    expected: horizonUs === null ? "at most a hundred years" : "less than the horizon",
  });
  return NONE;
}

function refuseAuto(scenario: CheckedScenario, sink: DiagnosticSink): WarmUp {
  scenario.report(sink, ["spec", "warmUp"], "value", {
    code: "out-of-range",
    severity: "error",
    message: "warmUp: auto needs a horizon",
    expected: "a duration or none, where a run ends when nothing is left to happen",
  });
  return NONE;
}

/** The plan of a run that stands by itself: one that was to find its warm-up over many says that it leaves nothing out. */
export function planOfOneRun(plan: Plan): Plan {
  if (plan.warmUp.kind !== "auto") return plan;
  const message = "warmUp: auto is found over the runs of a sweep or a comparison; a single run leaves nothing out";
  const note = { code: "warm-up-not-found", severity: "warning", message } as const;
  return { ...plan, notes: [...plan.notes, note] };
}
