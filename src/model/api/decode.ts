// Reads a value of a manifest by its API type, as strictly as `kubectl apply` asks the API server to: what is of
// another type is refused, what is unknown is named. The result is a fresh tree in which empty means absent, structs
// have their fields in the order of their types, and maps their keys in alphabetical order.
// Imitates sigs.k8s.io/json (strict, case-sensitive) with the custom decoders of apimachinery, v1.36.

import { unreachable } from "../../base/invariant.ts";
import { isMapping, setOwn } from "../../base/mapping.ts";

import { canonicalQuantity, QUANTITY_FORMAT_PROBLEM, quantityProblem } from "../quantity/parse-quantity.ts";
import { durationText, parseDurationText } from "../time/duration-text.ts";
import {
  microTimeToJson,
  parseMicroTime,
  parseTime,
  timeToJson,
  type ParsedTimestamp,
  type Timestamp,
} from "../time/timestamp.ts";
import type { ApiField, ApiType, ListType, MapType, StructType } from "./api-type.ts";
import { inDocumentOrder } from "./document-order.ts";
import { embeddedStruct } from "./embedded-structs.ts";
import { zeroOf } from "./zero-value.ts";

/** Keys and indices from the value's root. */
export type ValuePath = readonly (string | number)[];

export type DecodeProblem =
  | {
      readonly kind: "wrong-type";
      readonly path: ValuePath;
      /** In the words of the API server's decoder. */
      readonly message: string;
      /** What would have been accepted, in words. */
      readonly expected: string;
      /** A decoder of its own refused it: the server then stops and tells nothing else. */
      readonly final: boolean;
    }
  | {
      readonly kind: "unknown-field";
      readonly path: ValuePath;
      readonly message: string;
      /** What the fields are called there. */
      readonly known: readonly string[];
    };

export interface Decoded<Value = Record<string, unknown>> {
  /** Fresh: it belongs to the caller, who may complete it in place. */
  readonly value: Value;
  readonly problems: readonly DecodeProblem[];
}

/** Decodes a mapping as the struct; parts that are refused are absent from the value. */
export function decodeStruct(value: unknown, type: StructType): Decoded {
  const decoder = new Decoder(type);
  const decoded = decoder.decode(value, type) as Record<string, unknown> | undefined;
  return { value: decoded ?? {}, problems: inDocumentOrder(decoder.problems, value) };
}

/** Decodes a value that stands by itself; undefined if it is null, the zero of its type, or refused. */
export function decodeValue(value: unknown, type: ApiType): Decoded<unknown> {
  const decoder = new Decoder(type);
  return { value: decoder.decode(value, type), problems: decoder.problems };
}

/** As the server itself writes times, but for the last days of months: nothing to check and nothing to change. */
const PLAIN_TIME = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const INT32_LIMIT = 2_147_483_648;
const INT64_LIMIT = 9_223_372_036_854_775_808;

class Decoder {
  readonly problems: DecodeProblem[] = [];
  /** Where the decoder stands; copied only when there is something to say. */
  readonly #path: (string | number)[] = [];
  readonly #root: ApiType;

  constructor(root: ApiType) {
    this.#root = root;
  }

  /** Undefined for null, for the zero of a scalar, and for what was refused. */
  decode(value: unknown, type: ApiType): unknown {
    // Go leaves values alone where it meets null; durations alone take it for a text, an empty one.
    if (value === null || value === undefined) return type.kind === "duration" ? this.#duration("") : undefined;
    switch (type.kind) {
      case "struct":
        return this.#struct(value, type);
      case "list":
        return this.#list(value, type.of, type.goType);
      case "map":
        return this.#map(value, type.of, type.goType);
      default:
        return this.#scalar(value, type);
    }
  }

  #scalar(value: unknown, type: Exclude<ApiType, ListType | MapType | StructType>): unknown {
    switch (type.kind) {
      case "string":
      case "bytes":
        return typeof value === "string" ? value : this.#mismatch(value, type.goType, "a string");
      case "boolean":
        return typeof value === "boolean" ? value : this.#mismatch(value, type.goType, "true or false");
      case "int32":
        return this.#integer(value, type.goType, INT32_LIMIT);
      case "int64":
        return this.#integer(value, type.goType, INT64_LIMIT);
      case "float64":
        return isNumber(value) ? Number(value) : this.#mismatch(value, type.goType, "a number");
      case "quantity":
        return this.#quantity(value);
      case "int-or-string":
        return typeof value === "string" ? value : this.#integer(value, "int32", INT32_LIMIT, true);
      case "time":
        if (typeof value === "string" && PLAIN_TIME.test(value)) return value;
        return this.#time(value, parseTime, timeToJson);
      case "micro-time":
        return this.#time(value, parseMicroTime, microTimeToJson);
      case "duration":
        return this.#duration(value);
      case "raw":
        return value;
      default:
        return unreachable(type);
    }
  }

  #integer(value: unknown, goType: string, limit: number, final = false): number | undefined {
    if (!isNumber(value)) return this.#mismatch(value, goType, "a whole number", final);
    const isWhole = Number.isInteger(Number(value));
    if (isWhole && value >= -limit && value < limit) return Number(value);
    this.#refuse(
      `json: cannot unmarshal number ${value} into Go struct field ${this.#goField()} of type ${goType}`,
      isWhole ? `a whole number from ${-limit} to ${limit - 1}` : "a whole number",
      final,
    );
    return undefined;
  }

  #quantity(value: unknown): string | undefined {
    const written = typeof value === "bigint" ? String(value) : value;
    const isText = typeof written === "string" || typeof written === "number";
    const text = isText ? canonicalQuantity(written) : undefined;
    if (text !== undefined) return text;
    const problem = isText ? quantityProblem(written) : undefined;
    this.#refuse(problem ?? QUANTITY_FORMAT_PROBLEM, "a quantity, such as 500m, 2 or 1Gi", true);
    return undefined;
  }

  #time(value: unknown, parse: (text: string) => ParsedTimestamp, textOf: (timestamp: Timestamp) => string | null) {
    if (typeof value !== "string") return this.#mismatch(value, "string", "a time", true);
    const parsed = parse(value);
    // The zero time is an absent one.
    if (parsed.kind === "parsed") return textOf(parsed.timestamp) ?? undefined;
    this.#refuse(parsed.message, "a time, such as 2026-01-31T12:00:00Z", true);
    return undefined;
  }

  #duration(value: unknown): string | undefined {
    if (typeof value !== "string") return this.#mismatch(value, "string", "a duration", true);
    const parsed = parseDurationText(value);
    if (parsed.kind === "parsed") return durationText(parsed.durationNs);
    this.#refuse(parsed.message, "a duration, such as 1m30s", true);
    return undefined;
  }

  #list(value: unknown, of: ApiType, goType: string): unknown[] | undefined {
    if (!Array.isArray(value)) return this.#mismatch(value, goType, "a list");
    return value.map((item, index) => {
      this.#path.push(index);
      // Null stands for the zero of the type there.
      const decoded = this.decode(item, of) ?? zeroOf(of);
      this.#path.pop();
      return decoded;
    });
  }

  #map(value: unknown, of: ApiType, goType: string): Record<string, unknown> | undefined {
    if (!isMapping(value)) return this.#mismatch(value, goType, "a mapping");
    const decoded: Record<string, unknown> = {};
    // Go prints and walks through maps in the order of their keys; so does whatever reads this one.
    for (const key of Object.keys(value).sort()) {
      this.#path.push(key);
      setOwn(decoded, key, this.decode(value[key], of) ?? zeroOf(of));
      this.#path.pop();
    }
    return decoded;
  }

  #struct(value: unknown, type: StructType): Record<string, unknown> | undefined {
    if (!isMapping(value)) return this.#mismatch(value, type.goType, "a mapping");
    const decoded: Record<string, unknown> = {};
    let known = 0;
    const { fieldList } = type;
    for (let index = 0; index < fieldList.length; index += 1) {
      const field = fieldList[index]!;
      const { name } = field;
      const part = value[name];
      if (part === undefined) continue;
      known += 1;
      this.#path.push(name);
      const isNothing = part === null && isPointer(field);
      keepField(decoded, name, field, isNothing ? undefined : this.decode(part, field.type));
      this.#path.pop();
    }
    if (known < Object.keys(value).length) this.#tellUnknown(value, type);
    return decoded;
  }

  #tellUnknown(value: Readonly<Record<string, unknown>>, { fields }: StructType): void {
    for (const name of Object.keys(value)) {
      if (fields.has(name)) continue;
      const path = [...this.#path, name];
      this.problems.push({
        kind: "unknown-field",
        path,
        message: `unknown field "${valuePathText(path)}"`,
        known: [...fields.keys()],
      });
    }
  }

  #mismatch(value: unknown, goType: string, expected: string, final = false): undefined {
    const where = this.#path.length === 0 ? "Go value" : `Go struct field ${this.#goField()}`;
    const found = isNumber(value) && goType.startsWith("int") ? `number ${value}` : jsonKind(value);
    this.#refuse(`json: cannot unmarshal ${found} into ${where} of type ${goType}`, expected, final);
  }

  #refuse(message: string, expected: string, final: boolean): void {
    this.problems.push({ kind: "wrong-type", path: [...this.#path], message, expected, final });
  }

  /** `Container.spec.containers.args`: the innermost struct, then the fields that lead to the value. */
  #goField(): string {
    const fields: string[] = [];
    let type = this.#root;
    let goType = type.goType;
    for (const step of this.#path) {
      if (type.kind === "struct") {
        goType = type.goType;
        const embedded = embeddedStruct(type);
        if (embedded?.holds(String(step)) === true) fields.push(embedded.goName);
        fields.push(String(step));
        type = type.fields.get(String(step))!.type;
      } else if (type.kind === "list" || type.kind === "map") type = type.of;
    }
    return [goType.slice(goType.indexOf(".") + 1), ...fields].join(".");
  }
}

/** Zeros of fields that are no pointers are not kept. */
function keepField(target: Record<string, unknown>, name: string, field: ApiField, decoded: unknown): void {
  if (decoded === undefined) return;
  if (!isPointer(field) && (isEmptyText(decoded, field) || decoded === 0 || decoded === false)) return;
  target[name] = decoded;
}

function isPointer({ use }: ApiField): boolean {
  return use === "pointer" || use === "always-pointer";
}

/** A text where a number may stand, too, is another value than none. */
function isEmptyText(decoded: unknown, { type }: ApiField): boolean {
  return decoded === "" && type.kind !== "int-or-string";
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "number";
  return typeof value === "object" ? "object" : typeof value;
}

/** Whole numbers that a double does not hold exactly come from files as bigint. */
function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** `spec.containers[0].foo`, as strict decoding names what it does not know. */
export function valuePathText(path: ValuePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
