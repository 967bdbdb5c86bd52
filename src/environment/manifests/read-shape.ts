// Reads a value of a manifest by its shape: keeps what the model reads, and tells a listener of all that is
// wrong, unknown or not simulated. Goes only where shapes lead, so no value can make it run long or deep.

import { unreachable } from "../../base/invariant.ts";
import { nearestName } from "../../base/nearest-name.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import { checkQuantity } from "./quantity-check.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** One thing to say about a value. */
export interface ShapeProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "not-simulated";
  readonly message: string;
  readonly expected?: string;
  readonly suggestion?: string;
}

/** Where it stands: the path runs from where the reading began; meant is its last key or that key's value. */
export interface ShapePlace {
  readonly path: DocumentPath;
  readonly at: "key" | "value";
}

export type ShapeListener = (problem: ShapeProblem, place: ShapePlace) => void;

/**
 * The part of `value` that the model reads; undefined where nothing usable stands there. Kubernetes takes null for
 * absent, and so does this.
 */
export function readShape(value: unknown, shape: Shape, listener: ShapeListener): unknown {
  return new ShapeReader(listener).read(value, shape);
}

/** In YAML as kubectl reads it these are booleans, with any capitals. */
export const AMBIGUOUS_WORDS = "y, n, yes, no, on, off, true and false";

class ShapeReader {
  readonly #listener: ShapeListener;
  /** Where the reader stands; copied only when there is something to say. */
  readonly #path: (string | number)[] = [];

  constructor(listener: ShapeListener) {
    this.#listener = listener;
  }

  read(value: unknown, shape: Shape): unknown {
    if (value === null || value === undefined) return undefined;
    switch (shape.kind) {
      case "string":
        return this.#readString(value, shape.oneOf);
      case "boolean":
        return typeof value === "boolean" ? value : this.#refuse(value, "true or false");
      case "integer":
        return this.#readInteger(value, shape.min, shape.max);
      case "quantities":
        return this.#readQuantities(value);
      case "strings":
        return this.#readStrings(value);
      case "list":
        return this.#readList(value, shape.of);
      case "object":
        return this.#readObject(value, shape);
      case "anything":
        return value;
      default:
        return unreachable(shape);
    }
  }

  #readString(value: unknown, oneOf: readonly string[] | undefined): string | undefined {
    if (typeof value !== "string") {
      // What was written is gone: `n` and `no` are both false by now, so there is nothing to suggest.
      if (typeof value === "boolean") return this.#refuse(value, `a string (${AMBIGUOUS_WORDS} need quotes)`);
      return this.#refuse(
        value,
        "a string",
        typeof value === "number" ? { suggestion: JSON.stringify(String(value)) } : {},
      );
    }
    if (oneOf === undefined || oneOf.includes(value)) return value;
    const suggestion = nearestName(value, oneOf);
    const names = oneOf.filter((name) => name !== "").join(", ");
    return this.#refuse(value, `one of ${names}`, suggestion === undefined ? {} : { suggestion });
  }

  #readInteger(value: unknown, min: number, max: number): number | undefined {
    if (typeof value !== "number" || !Number.isInteger(value)) return this.#refuse(value, "a whole number");
    if (value >= min && value <= max) return value;
    this.#tell({
      code: "out-of-range",
      message: `${this.#name()}: ${value} is out of range`,
      expected: range(min, max),
    });
    return undefined;
  }

  #readQuantities(value: unknown): Record<string, string | number> | undefined {
    const entries = this.#entries(value);
    if (entries === undefined) return undefined;
    const read: Record<string, string | number> = {};
    for (const [name, amount] of entries) {
      if (amount === null) continue;
      const problem = checkQuantity(name, amount);
      if (problem !== undefined) {
        const at = problem.code === "unknown-resource" ? "key" : "value";
        this.#listener(problem, { path: [...this.#path, name], at });
      }
      if (problem?.severity !== "error") defineOwn(read, name, amount as string | number);
    }
    return read;
  }

  #readStrings(value: unknown): Record<string, string> | undefined {
    const entries = this.#entries(value);
    if (entries === undefined) return undefined;
    const read: Record<string, string> = {};
    for (const [name, text] of entries) {
      this.#path.push(name);
      const string = text === null ? "" : this.#readString(text, undefined);
      if (string !== undefined) defineOwn(read, name, string);
      this.#path.pop();
    }
    return read;
  }

  #readList(value: unknown, of: Shape): unknown[] | undefined {
    if (!Array.isArray(value)) return this.#refuse(value, "a list");
    const read: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      this.#path.push(index);
      const item = this.read(value[index], of);
      if (item !== undefined) read.push(item);
      else if (value[index] === null) this.#refuse(null, nameOfShape(of));
      this.#path.pop();
    }
    return read;
  }

  #readObject(value: unknown, shape: ObjectShape): Record<string, unknown> | undefined {
    const entries = this.#entries(value);
    if (entries === undefined) return undefined;
    const found: Record<string, unknown> = {};
    for (const [name, part] of entries) {
      const field = shape.fields.get(name);
      this.#path.push(name);
      if (field === undefined) this.#tellUnknown(name, shape);
      else if (field.use === "read") found[name] = this.read(part, field.shape);
      else if (field.use === "not-simulated" && !isEmpty(part)) this.#tellNotSimulated(name, field.consequence);
      this.#path.pop();
    }
    const complete = this.#tellMissing(value as Record<string, unknown>, shape);
    // A required field that is there but wrong has been told, and makes the object as unusable as a missing one.
    const usable = complete && shape.required.every((name) => found[name] !== undefined);
    return usable ? inOrderOf(shape, found) : undefined;
  }

  /** False if a required field is absent or empty. */
  #tellMissing(value: Readonly<Record<string, unknown>>, shape: ObjectShape): boolean {
    const missing = shape.required.filter((name) => !Object.hasOwn(value, name) || isEmpty(value[name]));
    for (const name of missing) {
      this.#tell({ code: "missing-field", message: `${shape.name} has no ${name}`, expected: `a field ${name}` });
    }
    return missing.length === 0;
  }

  #tellUnknown(name: string, shape: ObjectShape): void {
    const suggestion = nearestName(name, [...shape.fields.keys()]);
    const message = `${shape.name} has no field ${JSON.stringify(name)}`;
    const more = suggestion === undefined ? {} : { suggestion };
    this.#listener({ code: "unknown-field", severity: "warning", message, ...more }, this.#place("key"));
  }

  #tellNotSimulated(name: string, consequence: string): void {
    const message = `${name} is not simulated: ${consequence}`;
    this.#listener({ code: "not-simulated", severity: "not-simulated", message }, this.#place("key"));
  }

  #entries(value: unknown): readonly (readonly [string, unknown])[] | undefined {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
    return this.#refuse(value, "a mapping");
  }

  #refuse(value: unknown, expected: string, more: { readonly suggestion?: string } = {}): undefined {
    this.#tell({
      code: "wrong-type",
      message: `${this.#name()}: ${show(value)} is not ${expected}`,
      expected,
      ...more,
    });
    return undefined;
  }

  #tell(problem: { code: string; message: string; expected: string; suggestion?: string }): void {
    this.#listener({ severity: "error", ...problem }, this.#place("value"));
  }

  #place(at: "key" | "value"): ShapePlace {
    return { path: [...this.#path], at };
  }

  #name(): string {
    const last = this.#path.at(-1);
    return typeof last === "number" ? `${String(this.#path.at(-2) ?? "")}[${last}]` : (last ?? "the document");
  }
}

/** Assigning to `__proto__` would change the object instead of adding a key. */
function defineOwn<Value>(target: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The fields found, in the order of the table: equal objects get equal texts. */
function inOrderOf(shape: ObjectShape, found: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const ordered: Record<string, unknown> = {};
  for (const name of shape.fields.keys()) {
    if (found[name] !== undefined) ordered[name] = found[name];
  }
  return ordered;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function nameOfShape(shape: Shape): string {
  return shape.kind === "object" ? `a ${shape.name}` : `a ${shape.kind}`;
}

function range(min: number, max: number): string {
  if (max === Number.MAX_SAFE_INTEGER) return min === 0 ? "zero or more" : `at least ${min}`;
  return `from ${min} to ${max}`;
}

const LONGEST_VALUE_SHOWN = 40;

/** A value as the user is shown it: short, on one line. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a mapping";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length <= LONGEST_VALUE_SHOWN ? text : `${text.slice(0, LONGEST_VALUE_SHOWN - 1)}…`;
}
