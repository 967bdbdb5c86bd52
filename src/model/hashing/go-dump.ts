// A decoded value as Go's deep dump of it: every field with its name and type, nil and zero included.
// Imitates ForHash of k8s.io/utils dump/dump.go (go-spew with `%#v`), for the types of pod templates, v1.36.

import type { ApiField, ApiType, StructType } from "../api/api-type.ts";
import { embeddedStruct } from "../api/embedded-structs.ts";
import { readQuantity } from "../quantity/parse-quantity.ts";
import { ZERO_QUANTITY, type Quantity } from "../quantity/quantity.ts";
import { goFieldName } from "./go-names.ts";

const NIL = "<nil>";
/** Types that have a name of their own in Go. */
const NAMED_TYPES: ReadonlyMap<string, string> = new Map([
  ["map[v1.ResourceName]resource.Quantity", "v1.ResourceList"],
]);
/** `json:""` of the zero time. A time that is set would show the machine's time zone in Go: it is left at zero here. */
const ZERO_TIME = "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}";

/** The dump of a struct, with its type before it. Absent fields have Go's zeros. */
export function goDump(value: Readonly<Record<string, unknown>>, type: StructType): string {
  return `(${type.goType})${structText(value, type)}`;
}

function structText(value: Readonly<Record<string, unknown>>, type: StructType): string {
  const embedded = embeddedStruct(type);
  const parts: string[] = [];
  const embeddedParts: string[] = [];
  let embeddedAt = 0;
  for (const [name, field] of type.fields) {
    const part = `${goFieldName(type, name)}:${fieldText(value[name], field)}`;
    if (embedded?.holds(name) !== true) parts.push(part);
    else if (embeddedParts.push(part) === 1) embeddedAt = parts.length;
  }
  if (embedded !== undefined)
    parts.splice(embeddedAt, 0, `${embedded.goName}:(v1.${embedded.goName}){${embeddedParts.join(" ")}}`);
  return `{${parts.join(" ")}}`;
}

function fieldText(value: unknown, { use, type }: ApiField): string {
  const isPointer = use === "pointer" || use === "always-pointer";
  const goType = NAMED_TYPES.get(type.goType) ?? type.goType;
  if (!isPointer) return `(${goType})${valueText(value, type)}`;
  return `(*${goType})${value === undefined || value === null ? NIL : valueText(value, type)}`;
}

/** The value without its type: Go does not repeat the type of what a pointer, a list or a map holds. */
function valueText(value: unknown, type: ApiType): string {
  switch (type.kind) {
    case "struct":
      return structText((value ?? {}) as Readonly<Record<string, unknown>>, type);
    case "list":
      return listText(value as readonly unknown[] | null | undefined, type.of);
    case "map":
      return mapText(value as Readonly<Record<string, unknown>> | null | undefined, type.of);
    case "quantity":
      return quantityText(value as string | number | null | undefined);
    case "int-or-string":
      return intOrStringText((value ?? 0) as string | number);
    case "time":
    case "micro-time":
      return ZERO_TIME;
    default:
      return scalarText(value, type);
  }
}

function listText(items: readonly unknown[] | null | undefined, of: ApiType): string {
  return items === undefined || items === null ? NIL : `[${items.map((item) => valueText(item, of)).join(" ")}]`;
}

function mapText(value: Readonly<Record<string, unknown>> | null | undefined, of: ApiType): string {
  if (value === undefined || value === null) return NIL;
  const keys = Object.keys(value).toSorted();
  return `map[${keys.map((key) => `${key}:${valueText(value[key], of)}`).join(" ")}]`;
}

function scalarText(value: unknown, { kind }: ApiType): string {
  if (typeof value === "string") return value;
  if (value !== undefined && value !== null) return JSON.stringify(value);
  if (kind === "boolean") return "false";
  if (kind === "int32" || kind === "int64" || kind === "float64") return "0";
  return kind === "raw" || kind === "bytes" ? NIL : "";
}

function intOrStringText(value: string | number): string {
  const isText = typeof value === "string";
  return `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${isText ? 0 : value} StrVal:(string)${isText ? value : ""}}`;
}

/** The parts that the library keeps of a quantity: a number in 64 bits, or a decimal beside a zero. */
function quantityText(value: string | number | null | undefined): string {
  const quantity = (value === undefined || value === null ? undefined : readQuantity(value)) ?? ZERO_QUANTITY;
  const isDecimal = quantity.kind === "decimal";
  const { unscaled, exponent } = isDecimal ? ZERO_QUANTITY : quantity;
  const amount = `i:(resource.int64Amount){value:(int64)${unscaled} scale:(resource.Scale)${exponent}}`;
  const decimal = `d:(resource.infDecAmount){Dec:(*inf.Dec)${isDecimal ? decimalText(quantity) : NIL}}`;
  return `{${amount} ${decimal} s:(string)${quantity.writtenText} Format:(resource.Format)${quantity.format}}`;
}

const WORD_BITS = 64n;

/** A decimal of any length: its digits as 64-bit words, the lowest first. */
function decimalText({ unscaled, exponent }: Quantity): string {
  const words: bigint[] = [];
  for (let rest = unscaled < 0n ? -unscaled : unscaled; rest > 0n; rest >>= WORD_BITS)
    words.push(BigInt.asUintN(Number(WORD_BITS), rest));
  const digits = `abs:(big.nat)${words.length === 0 ? NIL : `[${words.join(" ")}]`}`;
  return `{unscaled:(big.Int){neg:(bool)${unscaled < 0n} ${digits}} scale:(inf.Scale)${-exponent}}`;
}
