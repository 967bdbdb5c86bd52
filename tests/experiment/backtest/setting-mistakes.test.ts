// Mistakes of settings.

import { expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { SettingMistakes } from "../../../src/experiment/backtest/setting-mistakes.ts";

it("what several settings have is told once, with how many have it", () => {
  const sink = new DiagnosticSink();
  const mistakes = new SettingMistakes();
  const wrong = { code: "x", severity: "error", message: "too few" } as const;
  mistakes.add("a = 1", [{ ...wrong, severity: "warning" }]);
  expect(mistakes.hasAny).toBe(false);
  mistakes.add("a = 2", [wrong, { ...wrong, message: "too many" }]);
  mistakes.add("a = 3", [wrong]);
  mistakes.add("a = 4", [wrong]);
  mistakes.tell(sink);
  expect(sink.all.map(({ message }) => message)).toEqual(["too few (at a = 2 and 2 more)", "too many (at a = 2)"]);
});
