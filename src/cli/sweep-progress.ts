// How far a sweep is: a line on a terminal that is rewritten, or a plain line every ten seconds where nobody watches.

import type { Design } from "../experiment/design/point.ts";
import { pointLabel } from "../experiment/design/point.ts";
import type { RunRecord } from "../experiment/execution/run-record.ts";
import { figureColumn } from "../experiment/figures/figure-columns.ts";

import { formatExactCount, formatSeconds } from "../report/human-numbers.ts";
import { visibleText } from "../report/neutral-text.ts";
import { figureAmount, figureTitle } from "../report/sweep/figure-titles.ts";

import { ProgressLine } from "./progress-line.ts";
import type { Terminal } from "./terminal.ts";

const PLAIN_INTERVAL_MS = 10_000;
const MS_PER_SECOND = 1_000;
const SECONDS_PER_MINUTE = 60;
/** Figures of the latest run that are shown. */
const FIGURES_SHOWN = 2;

/** Hears of runs; `tick` is to be called every second or so. */
export class SweepProgress {
  readonly #design: Design;
  readonly #replications: number;
  readonly #terminal: Terminal;
  readonly #nowMs: () => number;
  readonly #line: ProgressLine;
  readonly #startedAtMs: number;
  readonly #madeOf: number[];
  #toldAtMs: number;
  #done = 0;
  #recalled = 0;
  #failed = 0;
  #wanted: number;
  #latest: RunRecord | undefined;

  /** `replications`: after so many of its runs a point counts as done. */
  constructor(design: Design, replications: number, terminal: Terminal, nowMs: () => number) {
    this.#design = design;
    this.#replications = replications;
    this.#terminal = terminal;
    this.#nowMs = nowMs;
    this.#line = new ProgressLine(terminal, nowMs);
    this.#startedAtMs = nowMs();
    this.#toldAtMs = this.#startedAtMs;
    this.#madeOf = design.points.map(() => 0);
    this.#wanted = replications * design.points.length;
  }

  /** A run has ended; `isRecalled`: some time ago, in the journal. */
  hear(record: RunRecord, wantedInAll: number, isRecalled: boolean): void {
    this.#done += 1;
    this.#recalled += isRecalled ? 1 : 0;
    this.#failed += record.kind === "failed" ? 1 : 0;
    this.#wanted = wantedInAll;
    this.#madeOf[record.point]! += 1;
    if (!isRecalled) this.#latest = record;
    this.tick();
  }

  tick(): void {
    this.#line.show(() => this.#text());
    const nowMs = this.#nowMs();
    if (this.#terminal.errIsTerminal || nowMs - this.#toldAtMs < PLAIN_INTERVAL_MS) return;
    this.#toldAtMs = nowMs;
    this.#terminal.err(`${this.#text()}\n`);
  }

  /** Takes the line away. */
  clear(): void {
    this.#line.clear();
  }

  #text(): string {
    const points = this.#madeOf.filter((made) => made >= this.#replications).length;
    const parts = [
      ...(this.#isSearch() ? [] : [`${Math.floor((100 * this.#done) / this.#wanted)}%`]),
      this.#isSearch() ? `${formatExactCount(this.#done)} runs` : this.#ofAll(this.#done, this.#wanted, "runs"),
      this.#isSearch()
        ? `${formatExactCount(points)} values`
        : this.#ofAll(points, this.#design.points.length, "points"),
      ...(this.#failed === 0 ? [] : [`${formatExactCount(this.#failed)} failed`]),
      ...this.#pace(),
      ...this.#figures(),
    ];
    return visibleText(parts.join(" · "));
  }

  /** Whether some points are never run: then nobody knows how much is left. */
  #isSearch(): boolean {
    return this.#wanted < this.#replications * this.#design.points.length;
  }

  #ofAll(count: number, all: number, what: string): string {
    return `${formatExactCount(count)} of ${formatExactCount(all)} ${what}`;
  }

  /** Runs a second and what is left of them; nothing before the first one has ended. */
  #pace(): readonly string[] {
    const made = this.#done - this.#recalled;
    const seconds = (this.#nowMs() - this.#startedAtMs) / MS_PER_SECOND;
    if (made === 0 || seconds <= 0) return [];
    const rate = made / seconds;
    const text = rate >= 1 ? `${rate.toFixed(1)}/s` : `${(rate * SECONDS_PER_MINUTE).toFixed(1)}/min`;
    if (this.#isSearch()) return [text];
    return [text, `${formatSeconds(Math.ceil((this.#wanted - this.#done) / rate))} left`];
  }

  #figures(): readonly string[] {
    const latest = this.#latest;
    if (latest === undefined) return [];
    const label = pointLabel(this.#design, this.#design.points[latest.point]!);
    if (latest.kind === "failed") return [`${label}: ${latest.reason}`];
    const { keys, values } = latest.figures;
    const shown = keys
      .map((key, index) => ({ column: figureColumn(key), value: values[index]! }))
      .filter(({ column }) => column.isHeadline)
      .slice(0, FIGURES_SHOWN)
      .map(({ column, value }) => `${figureTitle(column)} ${figureAmount(value, column.unit)}`);
    return [`${label}: ${shown.join(", ")}`];
  }
}
