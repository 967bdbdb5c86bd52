// A saved run as text: a line that says which run it is, one with what became of its pods, and one for each state. States are
// compressed, and unpacked one by one when somebody asks for them.

import { gunzipSync, gzipSync } from "node:zlib";

import type { Snapshot, SnapshotArray } from "../base/snapshot.ts";
import { moment } from "../base/time.ts";
import { PLIMSOLL_VERSION } from "../base/version.ts";

import type { PodPhase } from "../cluster/pod-table.ts";

import type { Plan, PlanInput } from "../scenario/plan.ts";

import type { ReadRun } from "../simulation/explain/resumed-run.ts";
import type { LastFailure, PodFate, SavedRun } from "../simulation/saved-run.ts";

/** Under which name it lies among the files of a report. */
export const SAVED_RUN_FILE = "states.txt";

const KIND = "SavedRun";

const NOTHING = Buffer.alloc(0);

/** Which run it is: another plimsoll, seed or input makes another run. */
interface Identity {
  readonly plimsoll: string;
  readonly seed: string;
  readonly inputs: readonly PlanInput[];
}

interface Header extends Identity {
  readonly kind: string;
  readonly endedAtUs: number;
  readonly checkpointsAtUs: readonly number[];
}

/** A fate without the names of its fields. */
type FateRow = [string, number | null, number, number, PodPhase, boolean, LastFailure | null, boolean];

/** Favours speed: the states of a large run are mostly numbers that repeat. */
const LEVEL = 1;

export function savedRunText({ endedAt, fates, checkpoints }: SavedRun, plan: Plan): string {
  const header: Header = {
    kind: KIND,
    ...identityOf(plan),
    endedAtUs: endedAt,
    checkpointsAtUs: checkpoints.map(({ at }) => at),
  };
  const rows = fates.map(rowOf);
  const lines = [packed(JSON.stringify(rows)), ...checkpoints.map(({ state }) => packed(bytesOf(state)))];
  return [JSON.stringify(header), ...lines, ""].join("\n");
}

/** The run of exactly this plan, or why the text (as bytes) does not hold it, in words. */
export function readSavedRun(text: Uint8Array, plan: Plan): ReadRun | string {
  const [first = NOTHING, fates = NOTHING, ...states] = linesOf(
    Buffer.from(text.buffer, text.byteOffset, text.byteLength),
  );
  try {
    const { kind, endedAtUs, checkpointsAtUs, ...identity } = JSON.parse(first.toString()) as Header;
    if (kind !== KIND) return "it is no saved run";
    if (JSON.stringify(identity) !== JSON.stringify(identityOf(plan))) return "it is of another run";
    const rows = JSON.parse(unpacked(fates).toString("utf8")) as readonly FateRow[];
    if (states.length !== checkpointsAtUs.length + 1 || states.at(-1)!.length > 0) return "it is not whole";
    return {
      run: { endedAt: moment(endedAtUs), checkpointsAtUs: checkpointsAtUs.map(moment), fates: rows.map(fateOf) },
      stateAt: (checkpoint) => snapshotIn(unpacked(states[checkpoint]!)),
    };
  } catch {
    return "it cannot be read";
  }
}

function identityOf({ seed, inputs }: Plan): Identity {
  return { plimsoll: PLIMSOLL_VERSION, seed, inputs: inputs.map(({ path, sha256 }) => ({ path, sha256 })) };
}

function rowOf({ key, attemptedAtUs, attempts, phase, isWaiting, failure, hasPreempted }: PodFate): FateRow {
  const { first, last } = attemptedAtUs ?? { first: null, last: 0 };
  return [key, first, last, attempts, phase, isWaiting, failure, hasPreempted];
}

function fateOf([key, first, last, attempts, phase, isWaiting, failure, hasPreempted]: FateRow): PodFate {
  const attemptedAtUs = first === null ? null : { first, last };
  return { key, attemptedAtUs, attempts, phase, isWaiting, failure, hasPreempted };
}

function packed(content: string | Uint8Array): string {
  return gzipSync(content, { level: LEVEL }).toString("base64");
}

function unpacked(line: Buffer): Buffer {
  return gunzipSync(Buffer.from(line.toString("latin1"), "base64"));
}

/** Parts of the text, between its line feeds. */
function linesOf(text: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let begin = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", begin)) {
    lines.push(text.subarray(begin, end));
    begin = end + 1;
  }
  return [...lines, text.subarray(begin)];
}

const ARRAYS = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;

/** Name, kind and bytes of each array of a state. */
type Layout = readonly (readonly [name: string, kind: keyof typeof ARRAYS, bytes: number])[];

/** The layout on a line, then all arrays, in the byte order of this machine's kind: little-endian everywhere that Node runs. */
function bytesOf(state: Snapshot): Uint8Array {
  const entries = Object.entries(state);
  const layout: Layout = entries.map(([name, array]) => [name, kindOf(array), array.byteLength]);
  const head = Buffer.from(`${JSON.stringify(layout)}\n`);
  return Buffer.concat([
    head,
    ...entries.map(([, array]) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)),
  ]);
}

function snapshotIn(bytes: Buffer): Snapshot {
  const end = bytes.indexOf("\n");
  const layout = JSON.parse(bytes.toString("utf8", 0, end)) as Layout;
  let at = end + 1;
  const state: Record<string, SnapshotArray> = {};
  for (const [name, kind, length] of layout) {
    // Copied to a place of its own, where numbers lie at whole multiples of their size.
    state[name] = new ARRAYS[kind](Uint8Array.from(bytes.subarray(at, at + length)).buffer);
    at += length;
  }
  return state;
}

function kindOf(array: SnapshotArray): keyof typeof ARRAYS {
  return array.constructor.name as keyof typeof ARRAYS;
}
