// How kubectl understands plain YAML scalars: YAML 1.1 booleans and octal numbers, but no base-60 numbers and no
// dates. Imitates kubernetes-sigs/yaml (goyaml.v2/resolve.go), which is what kubectl and the API server use.

import { defineScalarTag, mapTag, mergeTag, NOT_RESOLVED, Schema, seqTag, strTag } from "js-yaml";

const NULLS: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);
const TRUTHS: ReadonlySet<string> = new Set("y Y yes Yes YES true True TRUE on On ON".split(" "));
const FALSEHOODS: ReadonlySet<string> = new Set("n N no No NO false False FALSE off Off OFF".split(" "));

const INTEGER = /^[-+]?(0[bB][01]+|0[oO][0-7]+|0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ...[".nan", ".NaN", ".NAN"].map((text) => [text, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((text) => [text, Number.POSITIVE_INFINITY] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((text) => [text, Number.NEGATIVE_INFINITY] as const),
]);

const nullTag = defineScalarTag<null>("tag:yaml.org,2002:null", {
  implicit: true,
  implicitFirstChars: ["", "~", "n", "N"],
  resolve: (text) => (NULLS.has(text) ? null : NOT_RESOLVED),
  identify: (data) => data === null,
});

const booleanTag = defineScalarTag<boolean>("tag:yaml.org,2002:bool", {
  implicit: true,
  implicitFirstChars: Array.from("yYnNtTfFoO"),
  resolve: (text) => {
    if (TRUTHS.has(text)) return true;
    return FALSEHOODS.has(text) ? false : NOT_RESOLVED;
  },
  identify: (data) => typeof data === "boolean",
});

/** Whole numbers that a double cannot hold stay text: quantities read them exactly, all else refuses them. */
const integerTag = defineScalarTag<number | string>("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: Array.from("0123456789+-"),
  resolve: (text) => {
    const plain = text.replaceAll("_", "");
    return INTEGER.test(plain) ? wholeNumber(plain) : NOT_RESOLVED;
  },
  identify: (data) => Number.isInteger(data),
});

const floatTag = defineScalarTag<number>("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: Array.from("0123456789+-."),
  resolve: (text) => {
    const named = NOT_FINITE.get(text);
    if (named !== undefined) return named;
    const plain = text.startsWith(".") ? text : text.replaceAll("_", "");
    return FLOAT.test(plain) ? Number(plain) : NOT_RESOLVED;
  },
  identify: (data) => typeof data === "number",
});

/** The schema to give to js-yaml for anything that kubectl would read. */
export const KUBERNETES_YAML = new Schema([
  nullTag,
  booleanTag,
  integerTag,
  floatTag,
  mergeTag,
  strTag,
  seqTag,
  mapTag,
]);

function wholeNumber(text: string): number | string {
  const negative = text.startsWith("-");
  const digits = /^[-+]/.test(text) ? text.slice(1) : text;
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  const signed = negative ? -value : value;
  const number = Number(signed);
  return Number.isSafeInteger(number) ? number : String(signed);
}
