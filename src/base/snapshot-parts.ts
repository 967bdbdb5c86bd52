// How the snapshot of a whole is made of those of its parts, and how texts become bytes in it. Knows nothing of what the
// parts are. Numbers belong into typed arrays as they are; only names, labels and other texts are packed as JSON.

import type { Snapshot, SnapshotArray } from "./snapshot.ts";

import { present } from "./invariant.ts";

const SEPARATOR = "/";

/** One snapshot with the arrays of all parts, each named `part/array`. */
export function joinSnapshots(parts: Readonly<Record<string, Snapshot>>): Snapshot {
  const joined: Record<string, SnapshotArray> = {};
  for (const [part, snapshot] of Object.entries(parts)) {
    for (const [name, array] of Object.entries(snapshot)) joined[`${part}${SEPARATOR}${name}`] = array;
  }
  return joined;
}

/** The part of a joined snapshot, with the names that it had by itself. */
export function partOf(joined: Snapshot, part: string): Snapshot {
  const prefix = `${part}${SEPARATOR}`;
  return Object.fromEntries(
    Object.entries(joined).flatMap(([name, array]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), array] as const] : [],
    ),
  );
}

/** The array of a name, which a snapshot of this kind always has. */
export function arrayIn(saved: Snapshot, name: string): SnapshotArray {
  return present(saved[name], `a saved array named ${name}`);
}

/** Plain data as bytes: what JSON keeps of it. */
export function packJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** The plain data that was packed under a name; its shape is the business of whoever packed it. */
export function unpackJson(saved: Snapshot, name: string): unknown {
  return JSON.parse(new TextDecoder().decode(arrayIn(saved, name)));
}
