// Arguments of one plugin, read strictly by their type.
// Imitates k8s.io/kube-scheduler/config/v1/types.go (PluginConfig.decodeNestedObjects), v1.36.

import { suggestionFor } from "../../base/diagnostic.ts";

import { decodeErrorText } from "../../model/api/create-object.ts";
import { decodeStruct, type DecodeProblem, type ValuePath } from "../../model/api/decode.ts";
import type { StructType } from "../../model/api/api-type.ts";

import type { ConfigurationProblem } from "./configuration-problem.ts";
import { CONFIGURATION } from "./configuration-types.ts";
import {
  API_VERSION,
  CONFIGURATION_KIND,
  findTypeName,
  GROUP,
  notRegistered,
  versionText,
  withDefaults,
} from "./type-name.ts";

export interface DecodedArguments {
  /** Fresh, without what arguments say of their own type; empty if they are refused as a whole. */
  readonly value: Record<string, unknown>;
  readonly problems: readonly ConfigurationProblem[];
  /** What kube-scheduler says of them. Fields that are none do not keep it from reading on, all else does. */
  readonly error: { readonly kind: "final" | "strict"; readonly text: string } | undefined;
}

/** `types`: those of all plugins, by the plugin's name; `place`: where the arguments stand. */
export function decodeArguments(
  name: string,
  raw: unknown,
  place: ValuePath,
  types: ReadonlyMap<string, StructType>,
): DecodedArguments {
  const found = findTypeName(raw);
  if (found.kind === "refused") return refused([...place, ...found.place], decoding(name, found.message), "a mapping");
  const wanted = `${name}Args`;
  const type = withDefaults(found.type, { group: GROUP, version: "v1", kind: wanted });
  const known = versionText(type) === API_VERSION ? typeOfKind(type.kind, types) : undefined;
  if (known === undefined) {
    const at = versionText(type) === API_VERSION ? "kind" : "apiVersion";
    return refused([...place, at], decoding(name, notRegistered(type)), at === "kind" ? wanted : API_VERSION);
  }
  const { value, problems } = decodeStruct(raw ?? {}, known);
  if (problems.some((problem) => problem.kind === "wrong-type")) {
    const text = decoding(name, decodeErrorText(problems));
    return { value: bare(value), problems: told(name, problems, place), error: { kind: "final", text } };
  }
  if (type.kind !== wanted) {
    const text = `args for plugin ${name} were not of type ${wanted}.${GROUP}, got ${type.kind}.${GROUP}`;
    return refused([...place, "kind"], text, wanted);
  }
  const error = problems.length === 0 ? undefined : strictError(name, problems);
  return { value: bare(value), problems: told(name, problems, place), error };
}

/** All kinds that there are: any may be read in the place of another, and is refused only then. */
export function typeOfKind(kind: string, types: ReadonlyMap<string, StructType>): StructType | undefined {
  if (kind === CONFIGURATION_KIND) return CONFIGURATION;
  return kind.endsWith("Args") ? types.get(kind.slice(0, -"Args".length)) : undefined;
}

function decoding(name: string, message: string): string {
  return `decoding args for plugin ${name}: ${message}`;
}

function strictError(name: string, problems: readonly DecodeProblem[]) {
  const text = `strict decoding error: ${decoding(name, decodeErrorText(problems))}`;
  return { kind: "strict", text } as const;
}

function refused(place: ValuePath, text: string, expected: string): DecodedArguments {
  const problem = { stage: "decode", place, message: text, expected } as const;
  return { value: {}, problems: [problem], error: { kind: "final", text } };
}

function told(name: string, problems: readonly DecodeProblem[], place: ValuePath): readonly ConfigurationProblem[] {
  return problems.map((problem) => {
    const { place: inside, message, ...more } = decodeProblem(problem);
    return { ...more, place: [...place, ...inside], message: decoding(name, message) };
  });
}

/** A mistake of reading, with the valid name that comes nearest. */
export function decodeProblem(problem: DecodeProblem): ConfigurationProblem {
  const { path: place } = problem;
  if (problem.kind === "wrong-type") {
    return { stage: "decode", place, message: problem.message, expected: problem.expected };
  }
  const message = `strict decoding error: ${problem.message}`;
  return { stage: "decode", place, of: "key", message, ...suggestionFor(String(place.at(-1)), problem.known) };
}

function bare({ kind: _kind, apiVersion: _apiVersion, ...args }: Record<string, unknown>): Record<string, unknown> {
  return args;
}
