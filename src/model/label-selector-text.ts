// Label selectors as text: `tier in (front,back),!canary`, as after kubectl's -l and in an autoscaler's scale.
// Imitates staging apimachinery pkg/labels/selector.go (Lexer, Parser), v1.36.

import { quoted } from "./go-text.ts";
import {
  aggregatedText,
  labelRequirement,
  requirementProblems,
  type LabelRequirement,
  type RequirementOperator,
} from "./label-requirement.ts";
import { selectorOf, type CompiledLabelSelector, type InvalidSelector } from "./label-selector.ts";
import { qualifiedNameProblems } from "./qualified-name.ts";

/** A word or sign of the text; the empty one stands behind the last. */
type Token = string;

const END: Token = "";
const SIGN = /^[=!(),<>]/;
/** A sign or a word, after blanks. The library takes a NUL for the end of a token and, by itself, of the text. */
// oxlint-disable-next-line no-control-regex -- NUL is what the library stops at
const TOKEN = /[ \t\r\n]*(==|!=|[=!(),<>]|[^=!(),<> \t\r\n\0]+)\0?/y;

const BINARY_OPERATORS: ReadonlyMap<Token, RequirementOperator> = new Map([
  ["in", "in"],
  ["=", "="],
  ["==", "=="],
  [">", "gt"],
  ["<", "lt"],
  ["notin", "notin"],
  ["!=", "!="],
]);

/** Ends the parse; it never leaves this file. */
class Refusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** Reads a selector, or says in the library's words why it cannot. */
export function parseLabelSelector(text: string): CompiledLabelSelector | InvalidSelector {
  const parsed = new Parser(tokensOf(text)).requirements();
  return parsed instanceof Refusal ? { kind: "invalid", message: parsed.message } : selectorOf(parsed);
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[1]!);
  return tokens;
}

/** Keywords count as words here: `in in (in)` is a selector. */
function isWord(token: Token): boolean {
  return token !== END && !SIGN.test(token);
}

function expected(found: Token, what: string): Refusal {
  return new Refusal(`found '${found}', expected: ${what}`);
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get #next(): Token {
    return this.#tokens[this.#position] ?? END;
  }

  #take(): Token {
    const token = this.#next;
    this.#position += 1;
    return token;
  }

  requirements(): readonly LabelRequirement[] | Refusal {
    const requirements: LabelRequirement[] = [];
    if (this.#next === END) return requirements;
    if (!this.#startsRequirement()) return expected(this.#next, "!, identifier, or 'end of string'");
    for (;;) {
      const requirement = this.#requirement();
      if (requirement instanceof Refusal) {
        return new Refusal(`unable to parse requirement: ${requirement.message}`);
      }
      requirements.push(requirement);
      const separator = this.#take();
      if (separator === END) return requirements;
      if (separator !== ",") return expected(separator, "',' or 'end of string'");
      if (!this.#startsRequirement()) return expected(this.#next, "identifier after ','");
    }
  }

  #startsRequirement(): boolean {
    return this.#next === "!" || isWord(this.#next);
  }

  #requirement(): LabelRequirement | Refusal {
    const isNegated = this.#next === "!";
    if (isNegated) this.#take();
    const key = this.#take();
    if (!isWord(key)) return expected(key, "identifier");
    const keyProblems = qualifiedNameProblems(key);
    if (keyProblems.length > 0) return new Refusal(`<nil>: Invalid value: ${quoted(key)}: ${keyProblems.join("; ")}`);
    if (isNegated) return checked(key, "!", []);
    if (this.#next === END || this.#next === ",") return checked(key, "exists", []);
    const sign = this.#take();
    const operator = BINARY_OPERATORS.get(sign);
    if (operator === undefined) return expected(sign, "in, notin, =, ==, !=, gt, lt");
    const values = operator === "in" || operator === "notin" ? this.#values() : this.#exactValue();
    return values instanceof Refusal ? values : checked(key, operator, values);
  }

  /** Nothing may stand for the empty value. */
  #exactValue(): readonly string[] | Refusal {
    if (this.#next === END || this.#next === ",") return [""];
    const value = this.#take();
    return isWord(value) ? [value] : expected(value, "identifier");
  }

  /** `(a,b)`; empty values are allowed, and several of them are one. */
  #values(): readonly string[] | Refusal {
    const opening = this.#take();
    if (opening !== "(") return new Refusal(`found '${opening}' expected: '('`);
    if (this.#next === ")") {
      this.#take();
      return [""];
    }
    if (this.#next !== "," && !isWord(this.#next)) return expected(this.#next, "',', ')' or identifier");
    return this.#listedValues();
  }

  #listedValues(): readonly string[] | Refusal {
    const values = new Set<string>();
    for (;;) {
      const token = this.#take();
      if (isWord(token)) {
        values.add(token);
        if (this.#next !== "," && this.#next !== ")") return expected(this.#next, "',' or ')'");
      } else if (token === ",") {
        if (values.size === 0 || this.#next === "," || this.#next === ")") values.add("");
      } else {
        return expected(token, "',', or identifier");
      }
      if (this.#next === ")") {
        this.#take();
        return [...values].toSorted();
      }
    }
  }
}

function checked(key: string, operator: RequirementOperator, values: readonly string[]): LabelRequirement | Refusal {
  const message = aggregatedText(requirementProblems(key, operator, values));
  return message === undefined ? labelRequirement(key, operator, values) : new Refusal(message);
}
