// What every diagnostic has to be, whatever was read.

import { expect } from "vitest";

import type { Diagnostic } from "../../src/base/diagnostic.ts";

/** What the inside of a program looks like when it gets out. */
const INSIDES = /\bundefined\b|\[object |function \(/;

/** Somebody can read it, and a mistake has a place. */
export function expectReadable({ message, expected, suggestion, position, severity, code }: Diagnostic): void {
  const text = [code, message, expected, suggestion].filter((part) => part !== undefined).join(" ");
  expect(message).not.toBe("");
  expect(text).not.toMatch(INSIDES);
  if (severity === "error") expect(position, text).toBeDefined();
  if (position !== undefined) expect(position.line > 0 && position.column > 0, text).toBe(true);
}
