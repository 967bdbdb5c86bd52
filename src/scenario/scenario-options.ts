// The options of one fault or action of a scenario, read with their places in the file.

import type { DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";
import { span, type Duration } from "../base/time.ts";

import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";
import { parseDuration } from "../environment/duration-text.ts";
import type { OptionPath, OptionProblem, OptionReader } from "../environment/option-reader.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

/** In the place of a span that was told to be wrong: neither none at all nor long. */
const NOTHING_MORE_TO_SAY = span(1);

export class ScenarioOptions implements OptionReader {
  readonly #scenario: CheckedScenario;
  readonly #path: DocumentPath;
  readonly #sink: DiagnosticSink;

  /** `path` leads to the options. */
  constructor(scenario: CheckedScenario, path: DocumentPath, sink: DiagnosticSink) {
    this.#scenario = scenario;
    this.#path = path;
    this.#sink = sink;
  }

  /** Only a span beyond a hundred years is none here, as the form of texts has been checked. */
  spanOf(text: string, path: OptionPath): Duration {
    const us = parseDuration(text);
    if (us !== undefined) return us;
    const message = `${String(path.at(-1))}: ${text} is out of range`;
    this.report(path, { code: "out-of-range", message, expected: "at most a hundred years" });
    return NOTHING_MORE_TO_SAY;
  }

  report(path: OptionPath, problem: OptionProblem): void {
    if (this.#isToldAlready(path, problem)) return;
    this.#scenario.report(this.#sink, [...this.#path, ...path], "value", { ...problem, severity: "error" });
  }

  /** Tells of a mistake in a key, or of what is missing beside it. */
  reportKey(path: OptionPath, problem: OptionProblem): void {
    if (this.#isToldAlready(path, problem)) return;
    this.#scenario.report(this.#sink, [...this.#path, ...path], "key", { ...problem, severity: "error" });
  }

  /** What is missing may be there, and wrong. */
  #isToldAlready(path: OptionPath, { code }: OptionProblem): boolean {
    return code === "missing-field" && !this.#scenario.isWhole([...this.#path, ...path]);
  }

  get position(): SourcePosition {
    return this.#scenario.positionOf(this.#path);
  }
}
