// Evaluates a CEL expression: operators, look-ups and macros. An error ends it, unless `&&` or `||` is decided by the other
// side.
// Imitates cel-go interpreter/interpretable.go and common/types, v1.36.

import { calculated, negatedValue } from "./arithmetic.ts";
import { callCel, CEL_FUNCTIONS, CEL_METHODS } from "./functions.ts";
import type { BinaryOperator, CelExpression } from "./syntax.ts";
import {
  celBool,
  celEquals,
  celError,
  celKeyOf,
  celMap,
  compareCel,
  noSuchOverload,
  type CelKey,
  type CelResult,
  type CelValue,
} from "./values.ts";

/** Variables by name. */
export type CelScope = ReadonlyMap<string, CelValue>;

type Of<Kind extends CelExpression["kind"]> = Extract<CelExpression, { kind: Kind }>;

export function evaluateCel(expression: CelExpression, scope: CelScope): CelResult {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "identifier":
      return scope.get(expression.name) ?? celError(`no such attribute(s): ${expression.name}`);
    case "list":
      return withAll(expression.items, scope, (items) => ({ kind: "list", items }));
    case "map":
      return mapOf(expression, scope);
    case "select":
      return withValue(expression.of, scope, (value) => selected(value, expression.field));
    case "has":
      return withValue(expression.of, scope, (value) => hasField(value, expression.field));
    case "index":
      return withAll([expression.of, expression.index], scope, ([of, index]) => indexed(of!, index!));
    case "call":
      return called(expression, scope);
    case "not":
      return withValue(expression.of, scope, (value) =>
        value.kind === "bool" ? celBool(!value.value) : noSuchOverload("!_", value),
      );
    case "negate":
      return withValue(expression.of, scope, negatedValue);
    case "and":
    case "or":
      return decided(expression, scope);
    case "binary":
      return withAll([expression.left, expression.right], scope, ([left, right]) =>
        operated(expression.operator, left!, right!),
      );
    case "conditional":
      return conditional(expression, scope);
    case "comprehension":
      return withValue(expression.over, scope, (over) => comprehended(expression, over, scope));
    case "bind":
      return withValue(expression.value, scope, (value) =>
        evaluateCel(expression.body, new Map(scope).set(expression.variable, value)),
      );
  }
}

function withValue(of: CelExpression, scope: CelScope, apply: (value: CelValue) => CelResult): CelResult {
  const value = evaluateCel(of, scope);
  return value.kind === "error" ? value : apply(value);
}

function withAll(
  expressions: readonly CelExpression[],
  scope: CelScope,
  apply: (values: readonly CelValue[]) => CelResult,
): CelResult {
  const values: CelValue[] = [];
  for (const expression of expressions) {
    const value = evaluateCel(expression, scope);
    if (value.kind === "error") return value;
    values.push(value);
  }
  return apply(values);
}

function mapOf({ entries }: Of<"map">, scope: CelScope): CelResult {
  const made = new Map<CelKey, CelValue>();
  for (const [keyExpression, valueExpression] of entries) {
    const key = evaluateCel(keyExpression, scope);
    if (key.kind === "error") return key;
    const value = evaluateCel(valueExpression, scope);
    if (value.kind === "error") return value;
    const found = celKeyOf(key);
    if (found === undefined) return celError("unsupported key type");
    if (made.has(found)) return celError(`insert failed: key ${String(found)} already exists`);
    made.set(found, value);
  }
  return celMap(made);
}

function selected(value: CelValue, field: string): CelResult {
  if (value.kind !== "map") return noSuchOverload("select", value);
  return value.entries.get(field) ?? value.absent ?? celError(`no such key: ${field}`);
}

function hasField(value: CelValue, field: string): CelResult {
  if (value.kind !== "map") return noSuchOverload("has", value);
  return celBool(value.entries.has(field) || value.absent !== undefined);
}

function indexed(of: CelValue, index: CelValue): CelResult {
  if (of.kind === "map") {
    const key = celKeyOf(index);
    const found = key === undefined ? undefined : (of.entries.get(key) ?? of.absent);
    return found ?? celError(`no such key: ${String(key ?? index.kind)}`);
  }
  if (of.kind !== "list" || index.kind !== "int") return noSuchOverload("_[_]", of, index);
  return of.items[Number(index.value)] ?? celError(`index out of bounds: ${index.value}`);
}

function called({ name, target, args }: Of<"call">, scope: CelScope): CelResult {
  if (target === undefined) return withAll(args, scope, (values) => callCel(CEL_FUNCTIONS, name, values));
  return withAll([target, ...args], scope, (values) => callCel(CEL_METHODS, name, values));
}

/** One side may decide it, whatever became of the other. */
function decided({ kind, left, right }: Of<"and" | "or">, scope: CelScope): CelResult {
  const decisive = kind === "or";
  const first = evaluateCel(left, scope);
  if (first.kind === "bool" && first.value === decisive) return first;
  const second = evaluateCel(right, scope);
  if (second.kind === "bool" && second.value === decisive) return second;
  if (first.kind === "error") return first;
  if (second.kind === "error") return second;
  if (first.kind === "bool" && second.kind === "bool") return celBool(!decisive);
  return noSuchOverload(kind === "or" ? "_||_" : "_&&_", first, second);
}

function conditional({ condition, yes, no }: Of<"conditional">, scope: CelScope): CelResult {
  return withValue(condition, scope, (value) => {
    if (value.kind !== "bool") return noSuchOverload("_?_:_", value);
    return evaluateCel(value.value ? yes : no, scope);
  });
}

function operated(operator: BinaryOperator, left: CelValue, right: CelValue): CelResult {
  switch (operator) {
    case "==":
      return celBool(celEquals(left, right));
    case "!=":
      return celBool(!celEquals(left, right));
    case "in":
      return isIn(left, right);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compared(operator, left, right);
    default:
      return calculated(operator, left, right);
  }
}

function compared(operator: "<" | "<=" | ">" | ">=", left: CelValue, right: CelValue): CelResult {
  const order = compareCel(left, right);
  if (order === undefined) return noSuchOverload(`_${operator}_`, left, right);
  if (operator === "<") return celBool(order < 0);
  if (operator === "<=") return celBool(order <= 0);
  return celBool(operator === ">" ? order > 0 : order >= 0);
}

function isIn(item: CelValue, container: CelValue): CelResult {
  if (container.kind === "list") return celBool(container.items.some((other) => celEquals(item, other)));
  if (container.kind !== "map") return noSuchOverload("@in", item, container);
  const key = celKeyOf(item);
  return celBool(key !== undefined && (container.entries.has(key) || container.absent !== undefined));
}

/** `all` and `exists` are decided by any item, as `&&` and `||` are by either side. */
function comprehended({ macro, variable, body }: Of<"comprehension">, over: CelValue, scope: CelScope): CelResult {
  const items = itemsOf(over);
  if (items === undefined) return noSuchOverload(macro, over);
  const results = items.map((item) => evaluateCel(body, new Map(scope).set(variable, item)));
  const error = results.find((result) => result.kind === "error");
  if (macro === "map") return error ?? { kind: "list", items: results as readonly CelValue[] };
  const isTrue = results.map((result) => result.kind === "bool" && result.value);
  if (macro === "exists" && isTrue.includes(true)) return celBool(true);
  if (macro === "all" && results.some((result) => result.kind === "bool" && !result.value)) return celBool(false);
  if (error !== undefined) return error;
  const stranger = results.find((result) => result.kind !== "bool");
  if (stranger !== undefined) return noSuchOverload(macro, stranger as CelValue);
  if (macro === "filter") return { kind: "list", items: items.filter((_item, index) => isTrue[index]) };
  const count = isTrue.filter(Boolean).length;
  return celBool(macro === "exists_one" ? count === 1 : macro === "all");
}

function itemsOf(over: CelValue): readonly CelValue[] | undefined {
  if (over.kind === "list") return over.items;
  if (over.kind !== "map") return undefined;
  return [...over.entries.keys()].map((key): CelValue => {
    if (typeof key === "string") return { kind: "string", value: key };
    if (typeof key === "boolean") return { kind: "bool", value: key };
    return typeof key === "bigint" ? { kind: "int", value: key } : { kind: "double", value: key };
  });
}
