// What a plain YAML scalar means to kubectl: YAML 1.1 booleans and octal numbers, but no base-60 numbers, and dates
// stay text. Imitates goyaml.v2 (resolve.go) as sigs.k8s.io/yaml uses it, v1.6.

/** Whole numbers that a double cannot hold are a bigint. */
export type YamlScalar = null | boolean | number | bigint | string;

const WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ..."y Y yes Yes YES true True TRUE on On ON".split(" ").map((word) => [word, true] as const),
  ..."n N no No NO false False FALSE off Off OFF".split(" ").map((word) => [word, false] as const),
  ...".nan .NaN .NAN".split(" ").map((word) => [word, Number.NaN] as const),
  ...".inf .Inf .INF +.inf +.Inf +.INF".split(" ").map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ..."-.inf -.Inf -.INF".split(" ").map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/** With these a scalar can begin that is not text. */
const FIRST_CHARACTERS = new Set(Array.from("~yYnNtTfFoO.+-0123456789"));

const SMALL_NUMBER = /^(?:0|[1-9][0-9]{0,14})$/;
const INTEGER = /^([-+]?)(0[bB][01]+|0[oO]?[0-7]+|0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const LONE_UNDERSCORE = /(?<![0-9])_|_(?![0-9])/;

const INT64_LIMIT = 1n << 63n;
const UINT64_LIMIT = 1n << 64n;

/** The value of a plain scalar. Numbers that are not finite are given as such: no field of an object takes one. */
export function resolvePlain(text: string): YamlScalar {
  if (text !== "" && !FIRST_CHARACTERS.has(text.charAt(0))) return text;
  if (SMALL_NUMBER.test(text)) return Number(text);
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const whole = resolveInteger(text);
  if (whole !== undefined) return asNumber(whole);
  return resolveFloat(text) ?? text;
}

/** The key that a plain scalar makes in JSON; undefined for what can be none (null, and 64 bits without a sign). */
export function keyOfPlain(text: string): string | undefined {
  if (text !== "" && !FIRST_CHARACTERS.has(text.charAt(0))) return text;
  const word = WORDS.get(text);
  if (word === null) return undefined;
  if (word !== undefined) return typeof word === "boolean" ? String(word) : goFloat32(word);
  const whole = resolveInteger(text);
  if (whole !== undefined) return whole < INT64_LIMIT ? String(whole) : undefined;
  const float = resolveFloat(text);
  return float === undefined ? text : goFloat32(float);
}

/** A bigint where a double is not exact, otherwise a number. */
export function asNumber(whole: bigint): number | bigint {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : whole;
}

/** Undefined for all else, and for what needs more than 64 bits. */
function resolveInteger(text: string): bigint | undefined {
  const match = INTEGER.exec(text.replaceAll("_", ""));
  if (match === null) return undefined;
  const [, sign, digits] = match;
  const size = BigInt(/^0[0-7]+$/.test(digits!) ? `0o${digits}` : digits!);
  if (sign === "-") return size <= INT64_LIMIT ? -size : undefined;
  return size < (sign === "+" ? INT64_LIMIT : UINT64_LIMIT) ? size : undefined;
}

/** Undefined for all else, and for what is beyond a double. */
function resolveFloat(text: string): number | undefined {
  if (text.startsWith(".") && LONE_UNDERSCORE.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  if (!FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Keys that are fractions are written with the precision of 32 bits, and with an exponent from a million on. */
function goFloat32(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return ".nan";
  if (!Number.isFinite(single)) return single > 0 ? ".inf" : "-.inf";
  const [digits = "", exponent = ""] = shortest(single).split("e");
  const size = Number(exponent);
  if (size >= -4 && size < 6) return plainDecimal(digits, size);
  const power = String(Math.abs(size)).padStart(2, "0");
  return `${digits}e${size < 0 ? "-" : "+"}${power}`;
}

/** The fewest digits that read back to the same 32 bits, as `d.ddde±x`. */
function shortest(single: number): string {
  for (let digits = 0; digits < 8; digits += 1) {
    const text = single.toExponential(digits);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential(8);
}

function plainDecimal(digits: string, size: number): string {
  const decimals = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
  return Number(`${digits}e${size}`).toFixed(Math.max(0, decimals - size));
}
