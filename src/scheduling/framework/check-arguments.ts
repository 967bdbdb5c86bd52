// Checking plugin arguments against a schema.

import * as z from "zod";

import { suggestionFor } from "../../base/diagnostic.ts";

import type { ArgumentProblem } from "./plugin.ts";

/** What arguments of any plugin may say of themselves. */
export function argumentsOf<Fields extends z.ZodRawShape>(kind: string, fields: Fields) {
  return z.strictObject({
    apiVersion: z.literal("kubescheduler.config.k8s.io/v1").optional(),
    kind: z.literal(kind).optional(),
    ...fields,
  });
}

/** A definition's `check`: the schema's issues as problems with paths relative to the arguments. */
export function checkWith(schema: z.ZodObject): (args: unknown) => readonly ArgumentProblem[] {
  return (args) => {
    if (args === undefined) return [];
    const outcome = schema.safeParse(args);
    if (outcome.success) return [];
    return outcome.error.issues.flatMap((issue) => problemsOf(issue, Object.keys(schema.shape)));
  };
}

function problemsOf(issue: z.core.$ZodIssue, fields: readonly string[]): readonly ArgumentProblem[] {
  const path = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: `${path}.${key}`,
    message: `unknown field "${key}"`,
    ...(issue.path.length === 0 ? suggestionFor(key, fields) : {}),
  }));
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
}
