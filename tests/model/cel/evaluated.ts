// Expressions and their values as short texts.

import { evaluateCel, type CelScope } from "../../../src/model/cel/evaluate-cel.ts";
import { CEL_FUNCTIONS, CEL_METHODS } from "../../../src/model/cel/functions.ts";
import { parseCel, type ParsedCel } from "../../../src/model/cel/parse-cel.ts";
import type { CelResult } from "../../../src/model/cel/values.ts";

const NO_VARIABLES: CelScope = new Map();

export function parsed(text: string, scope: CelScope = NO_VARIABLES): ParsedCel {
  return parseCel(text, {
    functions: new Set(CEL_FUNCTIONS.keys()),
    methods: new Set(CEL_METHODS.keys()),
    variables: new Set(scope.keys()),
  });
}

/** The value as text, or `error: …`; the problem where the expression is not read. */
export function evaluated(text: string, scope: CelScope = NO_VARIABLES): string {
  const tree = parsed(text, scope);
  if (tree.kind !== "expression") return `${tree.kind} at ${tree.offset}: ${tree.message}`;
  return shown(evaluateCel(tree.expression, scope));
}

function shown(result: CelResult): string {
  switch (result.kind) {
    case "error":
      return `error: ${result.message}`;
    case "list":
      return `[${result.items.map((item) => shown(item)).join(", ")}]`;
    case "map":
    case "quantity":
    case "semver":
    case "null":
      return result.kind;
    default:
      return String(result.value);
  }
}
