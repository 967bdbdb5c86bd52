// Reads a CEL expression into its tree: precedence climbing, macros resolved. Types are not checked ahead; names are.
// Source: the language definition of the Common Expression Language (grammar, macros); cel-go ext/bindings.

import type { BinaryOperator, CelExpression, Comprehension } from "./syntax.ts";
import { CelReadingError, celTokens, problemAt, type CelProblem, type CelToken } from "./tokens.ts";

export type ParsedCel = { readonly kind: "expression"; readonly expression: CelExpression } | CelProblem;

/** Names that are known: functions `f(x)`, methods `x.f()`, and variables. */
export interface CelNames {
  readonly functions: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

/** The tree of an expression, or its first problem. */
export function parseCel(text: string, names: CelNames): ParsedCel {
  try {
    const parser = new CelParser(celTokens(text), names);
    return { kind: "expression", expression: parser.whole() };
  } catch (error) {
    if (error instanceof CelReadingError) return error.problem;
    throw error;
  }
}

const COMPREHENSIONS: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter", "map"]);

/** By binding, loosest first. */
const BINARY_LEVELS: readonly (readonly string[])[] = [
  ["==", "!=", "<", "<=", ">", ">=", "in"],
  ["+", "-"],
  ["*", "/", "%"],
];

class CelParser {
  readonly #tokens: readonly CelToken[];
  readonly #names: CelNames;
  readonly #scope: string[];
  #next = 0;

  constructor(tokens: readonly CelToken[], names: CelNames) {
    this.#tokens = tokens;
    this.#names = names;
    this.#scope = [...names.variables];
  }

  whole(): CelExpression {
    const expression = this.#conditional();
    if (this.#token.kind !== "end") throw this.#unexpected();
    return expression;
  }

  get #token(): CelToken {
    return this.#tokens[this.#next]!;
  }

  #isAt(text: string): boolean {
    const token = this.#token;
    return (token.kind === "symbol" || token.kind === "name") && token.text === text;
  }

  #take(text: string): boolean {
    if (!this.#isAt(text)) return false;
    this.#next += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected(text);
  }

  #unexpected(expected?: string): CelReadingError {
    const token = this.#token;
    const found = token.kind === "end" ? "<EOF>" : token.kind === "literal" ? "literal" : token.text;
    const wanted = expected === undefined ? "" : ` expecting '${expected}'`;
    return problemAt(token.offset, "invalid", `Syntax error: mismatched input '${found}'${wanted}`);
  }

  #conditional(): CelExpression {
    const condition = this.#or();
    if (!this.#take("?")) return condition;
    const yes = this.#or();
    this.#expect(":");
    return { kind: "conditional", condition, yes, no: this.#conditional() };
  }

  #or(): CelExpression {
    let left = this.#and();
    while (this.#take("||")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): CelExpression {
    let left = this.#binary(0);
    while (this.#take("&&")) left = { kind: "and", left, right: this.#binary(0) };
    return left;
  }

  #binary(level: number): CelExpression {
    const operators = BINARY_LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((text) => this.#take(text));
      if (operator === undefined) return left;
      left = { kind: "binary", operator: operator as BinaryOperator, left, right: this.#binary(level + 1) };
    }
  }

  #unary(): CelExpression {
    if (this.#take("!")) return { kind: "not", of: this.#unary() };
    if (this.#take("-")) return negated(this.#unary());
    return this.#member(this.#primary());
  }

  #member(of: CelExpression): CelExpression {
    let value = of;
    for (;;) {
      if (this.#take("[")) {
        const index = this.#conditional();
        this.#expect("]");
        value = { kind: "index", of: value, index };
      } else if (this.#take(".")) value = this.#afterDot(value);
      else return value;
    }
  }

  #afterDot(target: CelExpression): CelExpression {
    const { offset } = this.#token;
    const name = this.#name();
    if (!this.#take("(")) return { kind: "select", of: target, field: name };
    if (COMPREHENSIONS.has(name)) return this.#comprehension(name as Comprehension, target);
    const isBind = name === "bind" && target.kind === "identifier" && target.name === "cel";
    if (isBind) return this.#bind();
    if (!this.#names.methods.has(name)) throw problemAt(offset, "unsupported", `function ${name}`);
    return { kind: "call", name, target, args: this.#arguments() };
  }

  #comprehension(macro: Comprehension, over: CelExpression): CelExpression {
    const variable = this.#name();
    this.#expect(",");
    const body = this.#within(variable);
    if (this.#isAt(",")) throw problemAt(this.#token.offset, "unsupported", `macro ${macro} of three arguments`);
    this.#expect(")");
    return { kind: "comprehension", macro, over, variable, body };
  }

  #bind(): CelExpression {
    const variable = this.#name();
    this.#expect(",");
    const value = this.#conditional();
    this.#expect(",");
    const body = this.#within(variable);
    this.#expect(")");
    return { kind: "bind", variable, value, body };
  }

  #within(variable: string): CelExpression {
    this.#scope.push(variable);
    const body = this.#conditional();
    this.#scope.pop();
    return body;
  }

  #primary(): CelExpression {
    const token = this.#token;
    if (token.kind === "literal") {
      this.#next += 1;
      return { kind: "literal", value: token.value };
    }
    if (this.#take("(")) {
      const inner = this.#conditional();
      this.#expect(")");
      return inner;
    }
    if (this.#take("[")) return { kind: "list", items: this.#items("]") };
    if (this.#take("{")) return { kind: "map", entries: this.#entries() };
    return this.#named();
  }

  #named(): CelExpression {
    const { offset } = this.#token;
    const name = this.#name();
    if (this.#take("(")) {
      if (name === "has") return this.#has(offset);
      if (!this.#names.functions.has(name)) throw problemAt(offset, "unsupported", `function ${name}`);
      return { kind: "call", name, target: undefined, args: this.#arguments() };
    }
    const isKnown = this.#scope.includes(name) || (name === "cel" && this.#isAt("."));
    if (!isKnown) throw problemAt(offset, "invalid", `undeclared reference to '${name}' (in container '')`);
    return { kind: "identifier", name };
  }

  #has(offset: number): CelExpression {
    const [field, ...others] = this.#arguments();
    if (field?.kind !== "select" || others.length > 0) {
      throw problemAt(offset, "invalid", "invalid argument to has() macro");
    }
    return { kind: "has", of: field.of, field: field.field };
  }

  #arguments(): readonly CelExpression[] {
    return this.#items(")");
  }

  #items(close: string): readonly CelExpression[] {
    const items: CelExpression[] = [];
    while (!this.#take(close)) {
      if (items.length > 0) this.#expect(",");
      if (items.length > 0 && close === "]" && this.#take(close)) break;
      items.push(this.#conditional());
    }
    return items;
  }

  #entries(): readonly (readonly [CelExpression, CelExpression])[] {
    const entries: [CelExpression, CelExpression][] = [];
    while (!this.#take("}")) {
      if (entries.length > 0) this.#expect(",");
      const key = this.#conditional();
      this.#expect(":");
      entries.push([key, this.#conditional()]);
    }
    return entries;
  }

  #name(): string {
    const token = this.#token;
    if (token.kind !== "name") throw this.#unexpected();
    this.#next += 1;
    return token.text;
  }
}

/** A minus before a number belongs to it: the smallest integer has no positive counterpart. */
function negated(of: CelExpression): CelExpression {
  if (of.kind === "literal" && of.value.kind === "int") {
    return { kind: "literal", value: { kind: "int", value: -of.value.value } };
  }
  return { kind: "negate", of };
}
