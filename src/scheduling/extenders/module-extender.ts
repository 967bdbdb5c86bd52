// An extender that is a JavaScript module of the user's: a function for each verb, which is called with what would go over the
// wire and returns what would come back.

import type { Extender, ExtenderAnswer } from "../framework/extender.ts";
import { shown } from "../own-plugins/answer-problems.ts";
import { PluginMistake } from "../own-plugins/plugin-mistake.ts";
import { fieldOf, podKeyIn } from "./wire.ts";

/** How an extender is reached. */
export type Send = Extender["send"];

/** Calls the functions that the module exports under the names of the verbs; `name` is the extender's urlPrefix. */
export function moduleSend(name: string, exports: Readonly<Record<string, unknown>>, module: string): Send {
  return (verb, args) => {
    const call = { plugin: name, module, method: verb, ...podIn(args) };
    const body = callIn(exports, verb, args, call);
    if (body instanceof Promise || body === undefined) throw new PluginMistake(call, `it returned ${shown(body)}`);
    return { kind: "answered", body } satisfies ExtenderAnswer;
  };
}

type Verbs = Pick<Extender, "filterVerb" | "prioritizeVerb" | "preemptVerb" | "bindVerb">;

/** Verbs that the module has no function for. */
export function missingVerbs(
  { filterVerb, prioritizeVerb, preemptVerb, bindVerb }: Verbs,
  exports: Readonly<Record<string, unknown>>,
): readonly string[] {
  const verbs = [filterVerb, prioritizeVerb, preemptVerb, bindVerb].filter((verb) => verb !== "");
  return verbs.filter((verb) => !Object.hasOwn(exports, verb) || typeof exports[verb] !== "function");
}

function callIn(
  exports: Readonly<Record<string, unknown>>,
  verb: string,
  args: unknown,
  call: PluginMistake["call"],
): unknown {
  try {
    return (exports[verb] as (given: unknown) => unknown)(args);
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : `it threw ${shown(error)}`;
    throw new PluginMistake(call, detail, error);
  }
}

function podIn(args: unknown): { readonly pod?: string } {
  const metadata = fieldOf(fieldOf(args, "Pod"), "metadata");
  const namespace = fieldOf(metadata, "namespace") ?? fieldOf(args, "PodNamespace");
  const name = fieldOf(metadata, "name") ?? fieldOf(args, "PodName");
  return typeof namespace === "string" && typeof name === "string" ? { pod: podKeyIn(namespace, name) } : {};
}
