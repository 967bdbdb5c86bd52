// What a command asks of a backtest, as texts, and the same read: how the series is to be understood, what requests cost, what is
// promised, and what resources cost.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import { nearestDuration, parseDuration } from "../../environment/duration-text.ts";

import { parseAssignmentPath, type Assignment } from "../../scenario/assignments.ts";
import { readVaryArgument } from "../../scenario/sweep/vary-argument.ts";

import { readFigureChoices } from "./metric-figures.ts";
import { isOwnPath, OWN_EXPECTED } from "./own-fields.ts";
import { readUnit, type SeriesUnit } from "./series-units.ts";

/** As commander gives it; spans such as `12ms`, shares such as `1%`. */
export interface BacktestRequest {
  readonly series: string;
  readonly deployment: string;
  readonly hpa?: string;
  readonly cluster?: string;
  readonly vary?: readonly string[];
  /** `PATH=VALUE`, `NAME=FIGURE`. */
  readonly set?: readonly string[];
  readonly metric?: readonly string[];
  readonly column?: string;
  readonly time?: string;
  readonly labels?: readonly string[];
  readonly unit: string;
  readonly gaps?: string;
  readonly scale?: string;
  readonly from?: string;
  readonly for?: string;
  readonly cpuPerRequest: string;
  readonly latency?: string;
  readonly concurrency?: string;
  readonly loadMode: string;
  readonly slo: string;
  readonly misses: string;
  readonly pricePerCpuHour?: string;
  readonly pricePerGibHour?: string;
}

/** Spans as texts where the scenario takes them as texts. */
export interface BacktestOptions {
  /** In the scenario that is made, for all settings. */
  readonly set: readonly Assignment[];
  /** Figures of the load by the names of metrics. */
  readonly figures: ReadonlyMap<string, string>;
  readonly series: {
    readonly path: string;
    readonly column: string | undefined;
    readonly time: string | undefined;
    readonly labels: Readonly<Record<string, string>> | undefined;
    readonly unit: SeriesUnit;
    readonly gaps: string | undefined;
    readonly scale: number;
    readonly from: string | undefined;
    /** Null: to the series' end. */
    readonly forUs: number | null;
  };
  readonly cpuPerRequest: string;
  readonly cpuPerRequestUs: number;
  readonly latency: string | undefined;
  readonly concurrency: number | undefined;
  /** As scenarios write it. */
  readonly loadMode: string;
  readonly slo: string;
  readonly sloSeconds: number;
  /** The share of requests that may miss it. */
  readonly misses: number;
  /** Null: none is given. */
  readonly pricePerCpuHour: number | null;
  readonly pricePerGibHour: number | null;
}

/** Undefined if there are mistakes: then the sink has all of them. */
export function readBacktestRequest(request: BacktestRequest, sink: DiagnosticSink): BacktestOptions | undefined {
  const reader = new OptionTexts(sink);
  const { cpuPerRequest, latency, slo, from, unit, gaps } = request;
  const forUs = reader.span("--for", request.for);
  const cpuPerRequestUs = reader.span("--cpu-per-request", cpuPerRequest);
  reader.span("--latency", latency);
  const fromUs = reader.spanOrNone("--from", from);
  const sloUs = reader.span("--slo", slo);
  const options: BacktestOptions = {
    set: (request.set ?? []).flatMap((text) => readSetting(text, sink)),
    figures: readFigureChoices(request.metric ?? [], sink),
    series: {
      path: request.series,
      column: request.column,
      time: request.time,
      labels: reader.labels("--labels", request.labels),
      unit: readUnit(unit, sink),
      gaps,
      scale: reader.number("--scale", request.scale) ?? 1,
      from: fromUs === 0 ? undefined : from,
      forUs,
    },
    cpuPerRequest,
    cpuPerRequestUs: cpuPerRequestUs ?? 1,
    latency,
    concurrency: reader.count("--concurrency", request.concurrency),
    loadMode: request.loadMode,
    slo,
    sloSeconds: (sloUs ?? 0) / 1_000_000,
    misses: reader.share("--misses", request.misses),
    pricePerCpuHour: reader.number("--price-per-cpu-hour", request.pricePerCpuHour) ?? null,
    pricePerGibHour: reader.number("--price-per-gib-hour", request.pricePerGibHour) ?? null,
  };
  return sink.hasErrors ? undefined : options;
}

/** None if it is not one, which is told. */
function readSetting(text: string, sink: DiagnosticSink): readonly Assignment[] {
  const argument = readVaryArgument(text, "--set");
  const refuse = (message: string, expected: string): readonly Assignment[] => {
    sink.report({ code: "bad-argument", severity: "error", message, expected });
    return [];
  };
  if (argument.kind === "problem") return refuse(argument.problem.message, "PATH=VALUE");
  const { path, levels } = argument;
  const values = Array.isArray(levels) ? (levels as readonly unknown[]) : [];
  if (parseAssignmentPath(path) === undefined || values.length !== 1) {
    return refuse(`--set ${text} is not one value at a path of the scenario`, "PATH=VALUE");
  }
  if (isOwnPath(path)) return refuse(`--set: ${path} is the backtest's own`, OWN_EXPECTED);
  return [{ path, value: values[0] }];
}

class OptionTexts {
  readonly #sink: DiagnosticSink;

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
  }

  /** In µs; null for none. */
  span(option: string, text: string | undefined): number | null {
    if (text === undefined) return null;
    const us = parseDuration(text);
    if (us !== undefined && us > 0) return us;
    this.#refuse(option, text, "a duration such as 250ms, 90s, 6h or 7d", nearestDuration(text));
    return null;
  }

  /** In µs; 0 where nothing is asked for, and where it is no span, which is told. */
  spanOrNone(option: string, text: string | undefined): number {
    if (text !== undefined && parseDuration(text) === 0) return 0;
    return this.span(option, text) ?? 0;
  }

  number(option: string, text: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    const value = /^\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (value > 0 && Number.isFinite(value)) return value;
    this.#refuse(option, text, "a number more than 0");
    return undefined;
  }

  count(option: string, text: string | undefined): number | undefined {
    const value = this.number(option, text);
    if (value === undefined || Number.isInteger(value)) return value;
    this.#refuse(option, text!, "a whole number");
    return undefined;
  }

  share(option: string, text: string): number {
    const [, digits = "", percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text) ?? [];
    const share = digits === "" ? Number.NaN : Number(digits) / (percent === "%" ? 100 : 1);
    if (share >= 0 && share < 1) return share;
    this.#refuse(option, text, "a share such as 1% or 0.01");
    return 0;
  }

  labels(option: string, texts: readonly string[] | undefined): Readonly<Record<string, string>> | undefined {
    if (texts === undefined) return undefined;
    const pairs = texts.flatMap((text) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (name !== undefined && value !== undefined) return [[name, value] as const];
      this.#refuse(option, text, "NAME=VALUE");
      return [];
    });
    return Object.fromEntries(pairs);
  }

  #refuse(option: string, text: string, expected: string, meant?: string): void {
    const message = `${option}: ${JSON.stringify(text)} is no such value`;
    const suggestion = meant === undefined || meant === text ? {} : { suggestion: meant };
    this.#sink.report({ code: "wrong-value", severity: "error", message, expected, ...suggestion });
  }
}
