// Signals that stop a container.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateStopSignal } from "../../../../src/model/api/validation/stop-signals.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("s");

it.each([
  ["SIGUSR1", "linux"],
  ["SIGRTMIN+15", "linux"],
  ["SIGRTMAX-14", "linux"],
  ["SIGKILL", "windows"],
  ["SIGANY", "plan9"],
])("accepts %s on %s", (signal, osName) => {
  expect(validateStopSignal(signal, osName, PATH)).toEqual([]);
});

it("knows few signals on Windows", () => {
  expect(errorLines(validateStopSignal("SIGUSR1", "windows", PATH))).toEqual([
    's: Unsupported value: "SIGUSR1": supported values: "SIGKILL", "SIGTERM"',
  ]);
});

it("lists all 65 signals of Linux in the order of their names", () => {
  const [error] = validateStopSignal("SIGRTMAX-15", "linux", PATH);
  expect(error?.supported).toHaveLength(65);
  expect(error?.supported?.slice(18, 22)).toEqual(["SIGRTMAX", "SIGRTMAX-1", "SIGRTMAX-10", "SIGRTMAX-11"]);
});

it("needs to know the system", () => {
  expect(errorLines(validateStopSignal("SIGTERM", undefined, PATH))).toEqual([
    "s: Forbidden: may not be set for containers with empty `spec.os.name`",
  ]);
});
