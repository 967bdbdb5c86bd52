// Kills a sweep at random moments, starts it again each time, and compares what it comes to with a sweep that nobody killed. Knows
// plimsoll as a program and its directory as files.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What is tortured, and how much. */
export interface TortureTerms {
  /** How plimsoll is started: the program and its first arguments. */
  readonly plimsoll: readonly [string, ...string[]];
  /** What is run, without --out: `sweep scenario.yaml --vary …`. */
  readonly sweep: readonly string[];
  /** A directory that may be filled. */
  readonly folder: string;
  readonly kills: number;
  /** Of the random moments. */
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface TortureReport {
  readonly kills: number;
  /** Kills by what the sweep was doing. */
  readonly moments: Readonly<Record<string, number>>;
  /** Sweeps that came to their end between the kills. */
  readonly sweeps: number;
  /** What went wrong; empty if nothing did. */
  readonly complaints: readonly string[];
}

const JOURNAL = ".plimsoll-journal";
const MOST_COMPLAINTS = 10;

/** Tortures until the kills are used up; each sweep is ended in peace at last, and compared. */
export async function torture(terms: TortureTerms): Promise<TortureReport> {
  const { folder, kills, tell } = terms;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const reference = join(folder, "in-peace");
  const { milliseconds, exitCode } = await inPeace(terms, reference);
  // The machine may have been busy: the quickest sweep says how long there is something to kill.
  let quickest = milliseconds;
  tell(`in peace it takes ${Math.round(milliseconds)} ms and ends with ${exitCode}`);
  const expected = filesOf(reference);
  const runs = runsIn(reference);
  const complaints: string[] = [];
  const moments: Record<string, number> = {};
  const random = randomNumbers(terms.seed);
  let killed = 0;
  let sweeps = 0;
  while (killed < kills && complaints.length < MOST_COMPLAINTS) {
    const place = join(folder, "tortured");
    rmSync(place, { recursive: true, force: true });
    let known = new Map<string, string>();
    // A sweep that is never let alone would never end: each is killed at most so often.
    for (let often = 1 + Math.floor(random() * MOST_KILLS_OF_ONE); often > 0 && killed < kills; often -= 1) {
      const ending = await killedAfter(terms, place, (EARLIEST + LATER * random()) * quickest);
      if (ending !== "killed") break;
      killed += 1;
      const moment = momentOf(place, runs.size);
      moments[moment] = (moments[moment] ?? 0) + 1;
      const found = runsIn(place);
      complaints.push(...lost(known, found), ...otherThan(runs, found));
      known = found;
    }
    const last = await inPeace(terms, place);
    sweeps += 1;
    quickest = Math.min(quickest, last.milliseconds);
    if (last.exitCode !== exitCode) complaints.push(`the exit code is ${last.exitCode}: ${last.errors}`);
    complaints.push(
      ...differences(expected, filesOf(place)),
      ...lost(runs, runsIn(place)),
      ...otherThan(runs, runsIn(place)),
    );
    tell(`${killed} of ${kills} kills, ${sweeps} sweeps, ${complaints.length} complaints`);
  }
  return { kills: killed, moments, sweeps, complaints };
}

const MOST_KILLS_OF_ONE = 12;
/** Of the time that the quickest sweep took: before, a program that starts has nothing to lose; afterwards it may be slower. */
const EARLIEST = 0.3;
const LATER = 0.75;

interface Ended {
  readonly milliseconds: number;
  readonly exitCode: number | null;
  readonly errors: string;
}

async function inPeace({ plimsoll, sweep }: TortureTerms, place: string): Promise<Ended> {
  const [program, ...first] = plimsoll;
  const begun = performance.now();
  const child = spawn(program, [...first, ...sweep, "--out", place], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { milliseconds: performance.now() - begun, exitCode, errors };
}

/** `ended` if it was quicker than its murderer. */
async function killedAfter({ plimsoll, sweep }: TortureTerms, place: string, milliseconds: number): Promise<string> {
  const [program, ...first] = plimsoll;
  const child = spawn(program, [...first, ...sweep, "--out", place], { stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  clearTimeout(timer);
  return signal === "SIGKILL" ? "killed" : "ended";
}

function momentOf(place: string, runs: number): string {
  if (!existsSync(join(place, JOURNAL))) return "before it had begun";
  if (readdirSync(place).some((name) => name.startsWith(".plimsoll-partial-"))) return "while it wrote its report";
  const made = runsIn(place).size;
  if (made === 0) return "before its first run";
  return made < runs ? "between its runs" : "after its last run";
}

/** What a user finds: all files but those that plimsoll keeps for itself. */
function filesOf(place: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(place).filter((name) => name !== JOURNAL);
  return new Map(names.map((name) => [name, readFileSync(join(place, name))]));
}

/** The whole lines of finished runs in the journal, by point and replication. */
function runsIn(place: string): Map<string, string> {
  if (!existsSync(join(place, JOURNAL))) return new Map();
  const lines = readFileSync(join(place, JOURNAL), "utf8").split("\n").slice(0, -1);
  const runs = lines.filter((line) => line.includes('{"kind":"finished"'));
  const found = new Map<string, string>();
  for (const line of runs) {
    const { point, replication } = JSON.parse(line.slice(line.indexOf("{"))) as { point: number; replication: number };
    const key = `${point}/${replication}`;
    found.set(key, found.has(key) ? "twice" : line);
  }
  return found;
}

function lost(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...before.keys()].filter((key) => !after.has(key)).map((key) => `run ${key} was lost`);
}

/** Runs that are there twice, or found something else than in peace. */
function otherThan(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): readonly string[] {
  return [...found]
    .filter(([key, line]) => expected.get(key) !== line)
    .map(([key, line]) => (line === "twice" ? `run ${key} was counted twice` : `run ${key} is another one`));
}

function differences(expected: ReadonlyMap<string, Buffer>, found: ReadonlyMap<string, Buffer>): readonly string[] {
  const missing = [...expected.keys()].filter((name) => !found.has(name)).map((name) => `${name} is missing`);
  const more = [...found.keys()].filter((name) => !expected.has(name)).map((name) => `${name} was left behind`);
  const other = [...found]
    .filter(([name, content]) => expected.get(name)?.equals(content) === false)
    .map(([name]) => `${name} has other bytes`);
  return [...missing, ...more, ...other];
}

/** From 0 up to 1: the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
