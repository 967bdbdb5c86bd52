// The journal of an experiment: one line for each finished run, appended when it ends. After any end of the program the same
// experiment goes on from it. A line that was cut short at the end counts as not written; a damaged line with others behind it was
// altered by somebody, and nothing in the journal can be relied on then.

import type { RunJournal } from "../execution/run-experiment.ts";
import type { RunRecord } from "../execution/run-record.ts";
import { changesSince, isJournalHeader, type JournalHeader } from "./journal-header.ts";
import { journalLine, readJournalLine } from "./journal-line.ts";
import { RunEntries } from "./run-entry.ts";

/** Where a journal is kept: a file, or a list of lines in a test. Errors of the system are thrown as they come. */
export interface JournalStore {
  /** All lines in order without their ends; the last one may have been cut short. */
  lines(): Iterable<StoredLine>;
  /** Keeps the bytes before `endByte` and drops the others; later lines are appended there. */
  cutAt(endByte: number): void;
  /** Hands the text over to the system, which keeps it whatever becomes of this process. */
  append(text: string): void;
}

export interface StoredLine {
  readonly text: string;
  /** Where the line ends, its own end included. */
  readonly endByte: number;
}

/** What stands in a store. */
export type OpenedJournal =
  | { readonly kind: "opened"; readonly journal: Journal }
  /** Of another experiment; `changes` say what is different. */
  | { readonly kind: "of-another"; readonly changes: readonly string[] }
  /** Altered; `line` counts from 1. */
  | { readonly kind: "damaged"; readonly line: number };

/** The journal in the store, to go on with: a new one if there is none. */
export function openJournal(store: JournalStore, header: JournalHeader): OpenedJournal {
  const content = readContent(store);
  if (content.kind === "damaged") return content;
  const { begun, entries, records, endByte } = content;
  if (begun === undefined) return { kind: "opened", journal: beginJournal(store, header) };
  const changes = changesSince(begun, header);
  if (changes.length > 0) return { kind: "of-another", changes };
  store.cutAt(endByte);
  return { kind: "opened", journal: new Journal(store, entries, records) };
}

/** A new journal in place of whatever the store holds. */
export function beginJournal(store: JournalStore, header: JournalHeader): Journal {
  store.cutAt(0);
  store.append(journalLine(header));
  return new Journal(store, new RunEntries(), []);
}

export class Journal implements RunJournal {
  readonly #store: JournalStore;
  readonly #entries: RunEntries;
  readonly #records = new Map<string, RunRecord>();

  constructor(store: JournalStore, entries: RunEntries, records: Iterable<RunRecord>) {
    this.#store = store;
    this.#entries = entries;
    for (const record of records) this.#remember(record);
  }

  /** Runs that it can recall. */
  get size(): number {
    return this.#records.size;
  }

  recall(point: number, replication: number): RunRecord | undefined {
    return this.#records.get(`${point}/${replication}`);
  }

  // oxlint-disable-next-line typescript/require-await -- an error of the system rejects, as whoever waits expects
  async keep(record: RunRecord): Promise<void> {
    this.#store.append(this.#entries.entriesOf(record).map(journalLine).join(""));
  }

  /** Failed runs are told and not recalled: what made a worker die may be gone. */
  #remember(record: RunRecord): void {
    const key = `${record.point}/${record.replication}`;
    if (record.kind === "finished") this.#records.set(key, record);
  }
}

interface JournalContent {
  readonly kind: "read";
  /** Undefined if not even the first line is whole. */
  readonly begun: JournalHeader | undefined;
  readonly entries: RunEntries;
  readonly records: readonly RunRecord[];
  /** Where the last whole line ends. */
  readonly endByte: number;
}

function readContent(store: JournalStore): JournalContent | Extract<OpenedJournal, { kind: "damaged" }> {
  const entries = new RunEntries();
  const records: RunRecord[] = [];
  let begun: JournalHeader | undefined;
  let end = 0;
  let number = 0;
  let brokenLine = 0;
  for (const { text, endByte } of store.lines()) {
    number += 1;
    const content = readJournalLine(text);
    if (content === undefined) {
      brokenLine ||= number;
      continue;
    }
    if (brokenLine > 0) return { kind: "damaged", line: brokenLine };
    if (number > 1) {
      const record = entries.recordOf(content);
      if (record === "damaged") return { kind: "damaged", line: number };
      if (record !== undefined) records.push(record);
    } else if (isJournalHeader(content)) begun = content;
    else return { kind: "damaged", line: number };
    end = endByte;
  }
  return { kind: "read", begun, entries, records, endByte: end };
}
