// The contract of everything whose state a fork of a run must carry over: the state goes out and comes
// back as named typed arrays, which are cheap to copy and can move into a worker. Knows nothing of what
// the arrays mean. Functions and objects never belong to a state: both sides build them from the same plan.

/** What one part of a run's state may consist of. */
export type SnapshotArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** The state of one object by name of its parts; the arrays are copies that nobody else writes to. */
export type Snapshot = Readonly<Record<string, SnapshotArray>>;

/** An object whose state can be taken out and put into another object of the same making. */
export interface Snapshotable {
  /** A copy of the state. */
  snapshot(): Snapshot;
  /** Takes over a state; afterwards both objects behave bit-equally. The snapshot stays untouched. */
  restore(saved: Snapshot): void;
}
