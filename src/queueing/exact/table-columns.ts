// Columns of a table whose rows are used again: taken out, put back and made longer together. The columns themselves are fields of the
// table, so that whoever reads a cell goes straight to it. Knows nothing of what is in them.

import { grownTo } from "../../base/grown-column.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot } from "../../base/snapshot.ts";

import type { FreeSlots } from "./free-slots.ts";

/** A table with its columns under their names. */
export type TableColumns<Name extends string> = { [Key in Name]: Int32Array | Float64Array };

/** Room for twice as many rows as there are. */
export function growColumns<Name extends string>(
  table: TableColumns<Name>,
  names: readonly Name[],
  rows: number,
): void {
  for (const name of names) table[name] = grownTo(table[name], 2 * rows);
}

export function snapshotColumns<Name extends string>(
  table: Readonly<TableColumns<Name>>,
  names: readonly Name[],
  slots: FreeSlots,
): Snapshot {
  const columns = names.map((name) => [name, table[name].slice(0, slots.rows)] as const);
  return joinSnapshots({ slots: slots.snapshot(), columns: Object.fromEntries(columns) });
}

/** The slots, too. */
export function restoreColumns<Name extends string>(
  table: TableColumns<Name>,
  names: readonly Name[],
  slots: FreeSlots,
  saved: Snapshot,
): void {
  slots.restore(partOf(saved, "slots"));
  const columns = partOf(saved, "columns");
  growColumns(table, names, slots.rows);
  for (const name of names) {
    table[name].fill(0);
    table[name].set(columns[name]!);
  }
}
