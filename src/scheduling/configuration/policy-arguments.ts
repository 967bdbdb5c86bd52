// Arguments of the policies to compare. kube-scheduler has no such plugins: it would hand their arguments on as they are.

import type { z } from "zod";

import { suggestionFor } from "../../base/diagnostic.ts";

import { POLICIES } from "../policies/policies.ts";
import type { CompleteProfile } from "./complete-configuration.ts";
import type { ConfigurationProblem } from "./configuration-problem.ts";

/** What is wrong in one profile; `profile` is its number. */
export function policyArgumentProblems(
  { pluginConfig }: CompleteProfile,
  profile: number,
): readonly ConfigurationProblem[] {
  return pluginConfig.flatMap(({ name, args, written }) => {
    const policy = POLICIES.find((known) => known.name === name);
    if (policy === undefined || written === undefined || args === undefined) return [];
    const place = ["profiles", profile, "pluginConfig", written, "args"];
    const { argumentSchema } = policy;
    if (argumentSchema === undefined) {
      return [problemAt(place, name, "it takes no arguments", "no args")];
    }
    const { error } = argumentSchema.safeParse(args);
    return (error?.issues ?? []).map((issue) => {
      const path = issue.path.filter((step) => typeof step !== "symbol");
      const { message, ...more } = describe(issue, valueAt(args, path));
      return { ...problemAt([...place, ...path], name, `${pathText(path)}${message}`, EXPECTED), ...more };
    });
  });
}

const EXPECTED = "arguments as in the manual, docs/manual/policies.md";

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, in words that go behind its path. */
function describe(
  issue: Issue,
  value: unknown,
): { readonly message: string; readonly expected?: string; readonly suggestion?: string } {
  const shown = JSON.stringify(value);
  if (issue.code === "unrecognized_keys")
    return { message: `has no field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}` };
  if (value === undefined) return { message: "is missing" };
  switch (issue.code) {
    case "too_small":
      return issue.origin === "array"
        ? { message: "is empty", expected: "at least one" }
        : {
            message: `${shown} is out of range`,
            expected: `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`,
          };
    case "too_big":
      return { message: `${shown} is out of range`, expected: `at most ${issue.maximum}` };
    case "invalid_type":
      return { message: `${shown} is not ${TYPES[issue.expected] ?? issue.expected}` };
    case "invalid_value": {
      const known = issue.values.map(String);
      return {
        message: `${shown} is not valid here`,
        expected: `one of ${known.join(", ")}`,
        ...(typeof value === "string" ? suggestionFor(value, known) : {}),
      };
    }
    default:
      return { message: `${shown} is not valid here` };
  }
}

const TYPES: Readonly<Record<string, string>> = Object.freeze({
  array: "a list",
  object: "a mapping",
  string: "a text",
  number: "a number",
  int: "a whole number",
});

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    root,
  );
}

/** `typicalPods[0].weight `, or `it ` for the arguments as a whole. */
function pathText(path: readonly (string | number)[]): string {
  if (path.length === 0) return "it ";
  const steps = path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`));
  return `${steps.join("")} `;
}

function problemAt(
  place: ConfigurationProblem["place"],
  name: string,
  message: string,
  expected: string,
): ConfigurationProblem {
  return { stage: "simulate", place, message: `arguments of plugin ${name}: ${message}`, expected };
}
