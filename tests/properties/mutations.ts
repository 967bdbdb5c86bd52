// Ways to spoil a text: its structure, its lines and characters, its bytes. Knows nothing of what the text says.

import fc from "fast-check";

export const SEED = 20_250_711;

/** For a test, however many mutations are asked for. */
export const TIMEOUT_MS = 60 * 60 * 1000;

/**
 * How many mutations a test tries: its share of those of its file, which are `usual` (some ten seconds of work) unless
 * the environment says otherwise, as in `PLIMSOLL_MUTATIONS=10000`.
 */
export function runsFor(usual: number, share: number): number {
  return Math.ceil(Number(process.env["PLIMSOLL_MUTATIONS"] ?? usual) * share);
}

const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  -0.5,
  1e21,
  1e-300,
  1e308,
  2 ** 31,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "",
  " ",
  "-1",
  "0",
  "1e400",
  "99999999999999999999",
  "NaN",
  "yes",
  "a".repeat(5000),
  "\u0000",
  "💥",
  "../../etc/passwd",
  "*",
  "/dev/null",
  [],
  [[]],
  [null],
  {},
  { a: {} },
  { __proto__: null, constructor: 1 },
  [{}, {}],
  "{}",
  "[",
  "1s",
  "10 GB",
  "-5m",
];

interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

function placeIn(root: unknown, steps: readonly number[]): Place | undefined {
  let place: Place | undefined;
  let value = root;
  for (const step of steps) {
    if (typeof value !== "object" || value === null) break;
    const keys = Object.keys(value);
    if (keys.length === 0) break;
    const key = keys[step % keys.length]!;
    place = { holder: value as Record<string, unknown>, key };
    value = (value as Record<string, unknown>)[key];
  }
  return place;
}

type Change = (place: Place, extra: number) => void;

const CHANGES: Readonly<Record<string, Change>> = {
  drop: ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  },
  rename: ({ holder, key }, extra) => {
    if (Array.isArray(holder)) return;
    const value = holder[key];
    delete holder[key];
    holder[[`${key}s`, key.slice(1), key.toUpperCase(), "constructor", "", "x y", "0"][extra % 7]!] = value;
  },
  repeat: ({ holder, key }) => {
    if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
    else holder[`${key}2`] = structuredClone(holder[key]);
  },
  replace: ({ holder, key }, extra) => {
    (holder as Record<string, unknown>)[key] = HOSTILE_VALUES[extra % HOSTILE_VALUES.length];
  },
  wrap: ({ holder, key }, extra) => {
    const value = (holder as Record<string, unknown>)[key];
    (holder as Record<string, unknown>)[key] = [[value], { value }, JSON.stringify(value), [value, value]][extra % 4];
  },
  swap: ({ holder, key }, extra) => {
    const keys = Object.keys(holder);
    const other = keys[extra % keys.length]!;
    const values = holder as Record<string, unknown>;
    [values[key], values[other]] = [values[other], values[key]];
  },
};

/** One change of structure; the same for the same value. */
export interface Structural {
  readonly kind: string;
  /** At each level the index of the child to take. */
  readonly steps: readonly number[];
  readonly extra: number;
}

export const structural: fc.Arbitrary<Structural> = fc.record({
  kind: fc.constantFrom(...Object.keys(CHANGES)),
  steps: fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }),
  extra: fc.nat(1000),
});

/** Changes the value in place. */
export function changeStructure(value: unknown, { kind, steps, extra }: Structural): void {
  const place = placeIn(value, steps);
  if (place !== undefined) CHANGES[kind]!(place, extra);
}

/** Cuts some characters out at a place, and puts others there. */
export interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly insert: string;
}

const FRAGMENTS = fc.constantFrom(
  "  ",
  "\t",
  "-",
  ":",
  "- ",
  "\n",
  "---\n",
  "{",
  "[",
  "]",
  "'",
  '"',
  "#",
  "&a ",
  "*a",
  "!!binary ",
  "|",
  "<<: *a",
  "%",
  "0",
  ",",
  "\r",
  "\uFEFF",
  "💥",
  "\\",
);

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ at: fc.nat(), cut: fc.nat(30), insert: fc.oneof(FRAGMENTS, fc.string({ maxLength: 8 })) }),
  { minLength: 1, maxLength: 4 },
);

export function edited(text: string, changes: readonly Edit[]): string {
  return changes.reduce((before, { at, cut, insert }) => {
    const offset = at % (before.length + 1);
    return before.slice(0, offset) + insert + before.slice(offset + (cut % 5 === 0 ? cut : 0));
  }, text);
}

/** Random bytes, and in every second case less of the file. */
export interface Damage {
  readonly length: number;
  readonly scatter: readonly (readonly [at: number, byte: number])[];
}

export const damage: fc.Arbitrary<Damage> = fc.record({
  length: fc.nat(),
  scatter: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
});

export function damaged(text: string, { length, scatter }: Damage): Uint8Array {
  const whole = new TextEncoder().encode(text);
  const bytes = whole.slice(0, scatter.length % 2 === 0 ? length % (whole.length + 1) : whole.length);
  for (const [at, byte] of scatter) if (bytes.length > 0) bytes[at % bytes.length] = byte;
  return bytes;
}
