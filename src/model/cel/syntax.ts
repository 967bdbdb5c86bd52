// The syntax tree of CEL expressions, as far as device selectors use the language.
// Source: the language definition of the Common Expression Language; kube-scheduler runs cel-go, v1.36.

export type BinaryOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "+" | "-" | "*" | "/" | "%";

/** A macro over the items of a list or the keys of a map. */
export type Comprehension = "all" | "exists" | "exists_one" | "filter" | "map";

/** A literal of the language. */
export type CelLiteral =
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "double"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "null" };

export type CelExpression =
  | { readonly kind: "literal"; readonly value: CelLiteral }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly CelExpression[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [CelExpression, CelExpression])[] }
  | { readonly kind: "select"; readonly of: CelExpression; readonly field: string }
  | { readonly kind: "has"; readonly of: CelExpression; readonly field: string }
  | { readonly kind: "index"; readonly of: CelExpression; readonly index: CelExpression }
  | {
      readonly kind: "call";
      readonly name: string;
      /** The receiver of a member call. */
      readonly target: CelExpression | undefined;
      readonly args: readonly CelExpression[];
    }
  | { readonly kind: "not" | "negate"; readonly of: CelExpression }
  | { readonly kind: "and" | "or"; readonly left: CelExpression; readonly right: CelExpression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: CelExpression;
      readonly right: CelExpression;
    }
  | {
      readonly kind: "conditional";
      readonly condition: CelExpression;
      readonly yes: CelExpression;
      readonly no: CelExpression;
    }
  | {
      readonly kind: "comprehension";
      readonly macro: Comprehension;
      readonly over: CelExpression;
      readonly variable: string;
      readonly body: CelExpression;
    }
  | { readonly kind: "bind"; readonly variable: string; readonly value: CelExpression; readonly body: CelExpression };
