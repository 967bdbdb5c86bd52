// Which entries of a story are told where there is no room for all: some of each sort before many of one.

import { isOfRollout, type Happening } from "./timeline.ts";

/** How much an entry that is the only one of its sort comes behind an error. */
const BEHIND: Readonly<Record<Happening["kind"], number>> = { error: 0, mark: 1, warning: 3, output: 3 };
/** Between entries that tell as much. */
const ORDER: Readonly<Record<Happening["kind"], number>> = { error: 0, mark: 1, warning: 2, output: 2 };
const TROUBLES: ReadonlySet<string> = new Set(["fails", "is stuck"]);

/**
 * At most `most` of them, in their order. The first of each sort is kept before the second of any, errors before marks, marks before
 * warnings and what went well; of two that tell as much, the rarer sort.
 */
export function mostTelling(happenings: readonly Happening[], most: number): readonly Happening[] {
  if (happenings.length <= most) return happenings;
  const sorts = sortsOf(happenings);
  const begun = new Set(happenings.filter((each) => verbOf(each) === "begins").map(momentOf));
  const ranked = [...sorts.values()].flatMap(({ entries, times }) =>
    entries.map((happening, place) => ({ happening, behind: place + behindOf(happening, begun), times })),
  );
  const best = ranked.toSorted(
    (left, right) =>
      left.behind - right.behind ||
      ORDER[left.happening.kind] - ORDER[right.happening.kind] ||
      left.times - right.times ||
      Number(left.happening.kind === "output") - Number(right.happening.kind === "output") ||
      left.happening.atSeconds - right.happening.atSeconds,
  );
  const kept = new Set(best.slice(0, most).map(({ happening }) => happening));
  return happenings.filter((happening) => kept.has(happening));
}

interface Sort {
  readonly entries: Happening[];
  /** How often any of them happened. */
  times: number;
}

function sortsOf(happenings: readonly Happening[]): ReadonlyMap<string, Sort> {
  const sorts = new Map<string, Sort>();
  for (const happening of happenings) {
    const key = sortOf(happening);
    const sort = sorts.get(key) ?? { entries: [], times: 0 };
    sort.entries.push(happening);
    sort.times += happening.times;
    sorts.set(key, sort);
  }
  return sorts;
}

/** Who says what, whatever the names and numbers in it. All rollouts are of one sort. */
function sortOf(happening: Happening): string {
  const { who, what, kind } = happening;
  if (kind !== "mark") return JSON.stringify([kind, who, what.replaceAll(/\S*[-/"\d]\S*/g, "#")]);
  return JSON.stringify([kind, isOfRollout(happening) ? "rollout" : who, verbOf(happening)]);
}

/** That something ends at once says little; `begun` are the moments at which something began. */
function behindOf(happening: Happening, begun: ReadonlySet<string>): number {
  if (happening.kind !== "mark") return BEHIND[happening.kind];
  const verb = verbOf(happening);
  if (TROUBLES.has(verb)) return BEHIND.error;
  return verb === "ends" && begun.has(momentOf(happening)) ? BEHIND.output : BEHIND.mark;
}

function momentOf({ who, atSeconds }: Happening): string {
  return JSON.stringify([who, atSeconds]);
}

/** Of a mark: `ends` of `ends: w-1 w-2`. */
function verbOf({ what }: Happening): string {
  return what.replace(/:.*$/s, "");
}
