// Checking plugin arguments against a schema.

import type * as z from "zod";

import type { ArgumentProblem } from "./plugin.ts";

/** A definition's `check`: the schema's issues as problems with paths relative to the arguments. */
export function checkWith(schema: z.ZodType): (args: unknown) => readonly ArgumentProblem[] {
  return (args) => {
    if (args === undefined) return [];
    const outcome = schema.safeParse(args);
    if (outcome.success) return [];
    return outcome.error.issues.map(({ path, message }) => ({ path: pathText(path), message }));
  };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
}
