// What happened in a run as one story: when faults, actions and rollouts began and ended, and what was said by whom. What was said
// again and again is told once.

import type { SaidMessage, SimulationResult } from "../../simulation/result.ts";

/** One entry of the story. */
export interface Happening {
  readonly atSeconds: number;
  /** When it happened the last time. */
  readonly lastSeconds: number;
  /** How often. */
  readonly times: number;
  /** The fault, the action, the rollout. */
  readonly who: string;
  /** One line. */
  readonly what: string;
  readonly kind: "mark" | "output" | "warning" | "error";
  /** `file:line` of the scenario; empty for what nobody asked for. */
  readonly place: string;
}

type AvailabilityMark = NonNullable<SimulationResult["motion"]>["availability"]["marks"][number];

const ROLLOUT = "rollout of ";

/** Rollouts tell of themselves, under a name that no fault or action of a scenario has. */
export function isOfRollout({ who, kind }: Pick<Happening, "who" | "kind">): boolean {
  return kind === "mark" && who.startsWith(ROLLOUT);
}

const MARK = /^(.*?) (begins|ends|fails|is stuck|is given up|goes on)(?::? (.*))?$/s;

/** What a mark says: who begins, ends, fails or is stuck, and on which nodes or why. */
interface ReadMark {
  readonly who: string;
  /** Empty for a text of another kind. */
  readonly verb: string;
  readonly nodes: string;
}

/** Takes a mark's text apart. */
export function readMark(text: string): ReadMark {
  const [, who = text, verb = "", nodes = ""] = MARK.exec(text) ?? [];
  return { who, verb, nodes };
}

/** In order of time; of one moment, what begins stands first and what ends last. */
export function timelineOf({ motion }: Pick<SimulationResult, "motion">): readonly Happening[] {
  if (motion === undefined) return [];
  const ranked = [
    ...motion.availability.marks.map((mark) => ({
      rank: readMark(mark.text).verb === "begins" ? 0 : 2,
      happening: fromMark(mark),
    })),
    ...motion.chronicle.messages.map((message) => ({ rank: 1, happening: fromMessage(message) })),
  ];
  const sorted = ranked.toSorted(
    (left, right) => left.happening.atSeconds - right.happening.atSeconds || left.rank - right.rank,
  );
  return toldOnce(sorted.map(({ happening }) => happening));
}

function fromMark({ atSeconds, text }: AvailabilityMark): Happening {
  const { who, verb, nodes } = readMark(text);
  const what = nodes === "" ? verb : `${verb}: ${nodes}`;
  return { atSeconds, lastSeconds: atSeconds, times: 1, who, what, kind: "mark", place: "" };
}

function fromMessage(message: SaidMessage): Happening {
  const { atSeconds, lastSeconds, times, by, level, text } = message;
  const place = placeOfEntry(message);
  return {
    atSeconds,
    lastSeconds,
    times,
    who: by,
    what: onOneLine(text),
    kind: kindOf(level, text),
    place,
  };
}

/** kubectl warns, and says that it tries again, on its standard error, too. */
function kindOf(level: SaidMessage["level"], text: string): Happening["kind"] {
  return level === "error" && /^Warning: |\(will retry after /.test(text) ? "warning" : level;
}

/** `f.yaml:16`. */
export function placeOfEntry({ position: { file, line } }: Pick<SaidMessage, "position">): string {
  return `${file}:${line}`;
}

/** Lines of a text one after the other. */
export function onOneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** Equal entries as one, where the first stood; of a rollout that is another one each time, each by itself. */
function toldOnce(happenings: readonly Happening[]): readonly Happening[] {
  const told = new Map<string, Happening>();
  for (const happening of happenings) {
    const { who, what, kind, atSeconds } = happening;
    const key = JSON.stringify([who, what, kind, isOfRollout(happening) ? atSeconds : null]);
    const before = told.get(key);
    const again = { lastSeconds: happening.lastSeconds, times: (before?.times ?? 0) + happening.times };
    told.set(key, before === undefined ? happening : { ...before, ...again });
  }
  return [...told.values()];
}
