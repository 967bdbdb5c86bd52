// Time zones by name: how far their clocks are ahead of UTC at a moment. The rules come from the machine's copy of the
// IANA database through Intl; which names there are, and what is said of others, is Go's time.LoadLocation.
// Never asks which zone or time the machine itself has: `Local` is UTC, as in the containers of Kubernetes.

import { SECONDS_PER_DAY } from "../time/civil-date.ts";
import { isTimeZoneFolder, TIME_ZONE_NAMES } from "./time-zone-names.ts";

/** A zone. Remembers what it has looked up, which changes no answer. */
export interface TimeZone {
  readonly name: string;
  /** Seconds that local clocks are ahead of UTC at a whole second since 1970. */
  offsetSecondsAt(epochSecond: number): number;
}

export type FoundTimeZone =
  | { readonly kind: "found"; readonly zone: TimeZone }
  /** `message` is Go's error text. */
  | { readonly kind: "unknown"; readonly message: string };

export const UTC: TimeZone = Object.freeze({ name: "UTC", offsetSecondsAt: () => 0 });

/** Zones without an entry of their own in Intl's copy of the database. */
const OTHER_NAMES: Readonly<Record<string, string>> = Object.freeze({ Factory: "Etc/UTC" });

const zones = new Map<string, FoundTimeZone>();

/** The zone of a name, as time.LoadLocation finds it: case counts, and the empty name is UTC. */
export function findTimeZone(name: string): FoundTimeZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const found = loadTimeZone(name);
  if (found.kind === "found") zones.set(name, found);
  return found;
}

function loadTimeZone(name: string): FoundTimeZone {
  if (name === "" || name === "UTC" || name === "Local") return { kind: "found", zone: UTC };
  if (name.includes("..") || name.startsWith("/") || name.startsWith("\\"))
    return unknown("time: invalid location name");
  const zone = TIME_ZONE_NAMES.has(name) ? intlTimeZone(name) : undefined;
  return zone === undefined ? unknown(missingText(name)) : { kind: "found", zone };
}

function unknown(message: string): FoundTimeZone {
  return { kind: "unknown", message };
}

/** Zones are files in folders to Go, and it says what the system says of one that it cannot read. */
function missingText(name: string): string {
  if (isTimeZoneFolder(name.replace(/\/+$/, ""))) return "is a directory";
  for (let slash = name.indexOf("/"); slash !== -1; slash = name.indexOf("/", slash + 1)) {
    if (TIME_ZONE_NAMES.has(name.slice(0, slash))) return "not a directory";
  }
  return `unknown time zone ${name}`;
}

/** Undefined if the machine's copy of the database is older than the name. */
function intlTimeZone(name: string): TimeZone | undefined {
  try {
    const timeZone = OTHER_NAMES[name] ?? name;
    const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset", year: "numeric" });
    return new RememberingTimeZone(name, (epochSecond) => offsetIn(format.format(epochSecond * 1_000)));
  } catch {
    return undefined;
  }
}

const OFFSET = /GMT(?:(\+|-|\u2212)(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** `2026 GMT-04:56:02` is 17,762 seconds behind. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds] = OFFSET.exec(text) ?? [];
  if (sign === undefined) return 0;
  const size = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return sign === "+" ? size : -size;
}

/** Offsets are asked for over spans of this length at once. */
const SPAN_SECONDS = 100 * SECONDS_PER_DAY;
/** And at moments so far apart: no zone ever changed its offset and changed it back in less than three days. */
const PROBE_SECONDS = 2 * SECONDS_PER_DAY;

/** A span's changes of offset: `offsets[i]` holds from `starts[i]` to the next start or the end of the span. */
interface SpanOffsets {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

class RememberingTimeZone implements TimeZone {
  readonly name: string;
  readonly #ask: (epochSecond: number) => number;
  readonly #spans = new Map<number, SpanOffsets>();
  /** The last answer holds from `#from` until just before `#until`. */
  #from = 0;
  #until = 0;
  #offset = 0;

  /** `ask` answers for one second, slowly. */
  constructor(name: string, ask: (epochSecond: number) => number) {
    this.name = name;
    this.#ask = ask;
  }

  offsetSecondsAt(epochSecond: number): number {
    if (epochSecond < this.#from || epochSecond >= this.#until) this.#find(epochSecond);
    return this.#offset;
  }

  #find(epochSecond: number): void {
    const index = Math.floor(epochSecond / SPAN_SECONDS);
    let span = this.#spans.get(index);
    if (span === undefined) {
      span = offsetsFrom(index * SPAN_SECONDS, this.#ask);
      this.#spans.set(index, span);
    }
    const at = span.starts.findLastIndex((start) => start <= epochSecond);
    this.#from = span.starts[at]!;
    this.#until = span.starts[at + 1] ?? (index + 1) * SPAN_SECONDS;
    this.#offset = span.offsets[at]!;
  }
}

/** Asks at each probe, and halves the time between two that differ. */
function offsetsFrom(spanStart: number, ask: (epochSecond: number) => number): SpanOffsets {
  const spanEnd = spanStart + SPAN_SECONDS;
  const starts = [spanStart];
  const offsets = [ask(spanStart)];
  for (let probe = spanStart + PROBE_SECONDS; probe <= spanEnd; probe += PROBE_SECONDS) {
    const before = offsets.at(-1)!;
    const offset = ask(probe);
    if (offset === before) continue;
    const change = firstSecondOtherThan(before, probe - PROBE_SECONDS, probe, ask);
    if (change === spanEnd) break;
    starts.push(change);
    offsets.push(offset);
  }
  return { starts, offsets };
}

/** The first second after `same` at which the offset is no longer `offset`; at `other` it is not. */
function firstSecondOtherThan(offset: number, same: number, other: number, ask: (second: number) => number): number {
  let low = same;
  let high = other;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ask(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}
