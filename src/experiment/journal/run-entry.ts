// Records of runs as a journal writes them: JSON, with every number exactly as it was. The keys of figures are the same in most runs
// and are written once.

import { invariant } from "../../base/invariant.ts";

import type { FinishedRun, RunRecord } from "../execution/run-record.ts";
import { KeyLists } from "../figures/key-lists.ts";

/** JSON knows neither these numbers nor the sign of zero. */
type WrittenNumber = number | "NaN" | "Infinity" | "-Infinity" | "-0";

interface KeysEntry {
  readonly kind: "figure-keys";
  /** Lists are counted from 0 in the order in which they stand in the journal. */
  readonly number: number;
  readonly keys: readonly string[];
}

interface FinishedEntry extends Omit<FinishedRun, "figures" | "observed"> {
  /** Which list of keys belongs to the values. */
  readonly keys: number;
  readonly values: readonly WrittenNumber[];
  readonly observed: readonly WrittenNumber[];
}

type RunEntry = KeysEntry | FinishedEntry | Extract<RunRecord, { kind: "failed" }>;

/** Turns records into entries and back, in one order: it knows the lists of keys that stand in the journal so far. */
export class RunEntries {
  readonly #lists = new KeyLists();

  /** The entries to append for a record: its list of keys before it, if that is new. */
  entriesOf(record: RunRecord): readonly RunEntry[] {
    if (record.kind === "failed") return [record];
    const { figures, observed, ...rest } = record;
    const known = this.#lists.numberOf(figures.keys);
    const keys = known < 0 ? this.#lists.count : known;
    const entry: FinishedEntry = { ...rest, keys, values: written(figures.values), observed: written(observed) };
    if (known >= 0) return [entry];
    this.#lists.add(figures.keys);
    return [{ kind: "figure-keys", number: keys, keys: figures.keys }, entry];
  }

  /**
   * The record of an entry; undefined for a list of keys, which is remembered; `damaged` if an entry before it has gone. Entries
   * come in the order of the journal.
   */
  recordOf(entry: unknown): RunRecord | "damaged" | undefined {
    invariant(isRunEntry(entry), "an entry of a journal is a list of keys or a run");
    if (entry.kind === "failed") return entry;
    if (entry.kind === "figure-keys") {
      if (entry.number !== this.#lists.count) return "damaged";
      this.#lists.add(entry.keys);
      return undefined;
    }
    const { keys, values, observed, ...rest } = entry;
    const list = this.#lists.at(keys);
    if (list?.length !== values.length) return "damaged";
    return { ...rest, detail: rest.detail, figures: { keys: list, values: read(values) }, observed: read(observed) };
  }
}

function written(values: Float64Array): readonly WrittenNumber[] {
  return Array.from(values, (value) => {
    if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : value;
    return String(value) as WrittenNumber;
  });
}

function read(values: readonly WrittenNumber[]): Float64Array {
  return Float64Array.from(values, Number);
}

function isRunEntry(entry: unknown): entry is RunEntry {
  if (typeof entry !== "object" || entry === null || !("kind" in entry)) return false;
  return entry.kind === "figure-keys" || entry.kind === "finished" || entry.kind === "failed";
}
