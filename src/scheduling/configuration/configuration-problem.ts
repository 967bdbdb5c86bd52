// What is wrong with a scheduler's configuration, and where: in kube-scheduler's words, with the place that these do
// not give.

import { suggestionFor, type Diagnostic } from "../../base/diagnostic.ts";
import { nearestName } from "../../base/nearest-name.ts";

import type { ValuePath } from "../../model/api/decode.ts";
import type { FieldError } from "../../model/api/field-error.ts";

/**
 * When it comes up: reading, judging values, putting the plugins together. `simulate`: kube-scheduler would take it,
 * and plimsoll cannot.
 */
export type ConfigurationStage = "decode" | "validate" | "build" | "simulate";

/** Place in the document, and the words. */
interface Finding extends Pick<Diagnostic, "message" | "expected" | "suggestion"> {
  readonly place: ValuePath;
}

export interface ConfigurationProblem extends Finding {
  readonly stage: ConfigurationStage;
  /** It speaks of the last key of the place, and not of what stands under it. */
  readonly of?: "key";
}

/** What is not simulated of a configuration, or has no effect in a simulation. */
export interface ConfigurationNote extends Finding {
  readonly severity: "not-simulated" | "ignored";
}

/** What kube-scheduler would say before it gives up, which is at the first stage that fails. */
export interface ConfigurationRefusal {
  readonly stage: "decode" | "validate" | "build";
  readonly error: string;
  /** All mistakes of the stage, where kube-scheduler tells more than one. */
  readonly errors?: readonly string[];
}

/** A mistake found in validation; `place` where the server's path is not the document's. */
export function fieldProblem(error: FieldError, place: ValuePath = error.path.keys): ConfigurationProblem {
  const { path, message, value, supported } = error;
  const suggestion = value === undefined ? undefined : nearestName(value, supported ?? []);
  return {
    stage: "validate",
    place,
    message: `${String(path)}: ${message}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Errors as Go gathers those of one check: each text once. */
export function aggregated(errors: readonly FieldError[]): readonly ConfigurationProblem[] {
  const problems = errors.map((error) => fieldProblem(error));
  return problems.filter(({ message }, index) => problems.findIndex((other) => other.message === message) === index);
}

/** What is expected where a plugin is named that nobody knows. */
export const KNOWN_PLUGIN = "a plugin of kube-scheduler";

/** A plugin's name that kube-scheduler does not know. */
export function unknownPlugin(place: ValuePath, message: string, name: string, known: readonly string[]) {
  return {
    stage: "build",
    place,
    message,
    expected: KNOWN_PLUGIN,
    ...suggestionFor(name, known),
  } as const;
}

/** Those of `later` that do not speak of a place inside or around one that is known to be wrong. */
export function besides<Found extends { readonly place: ValuePath }>(
  later: readonly Found[],
  known: readonly { readonly place: ValuePath }[],
): readonly Found[] {
  return later.filter(({ place }) => !known.some((other) => overlap(place, other.place)));
}

function overlap(one: ValuePath, other: ValuePath): boolean {
  const shared = Math.min(one.length, other.length);
  for (let depth = 0; depth < shared; depth += 1) if (one[depth] !== other[depth]) return false;
  return true;
}
