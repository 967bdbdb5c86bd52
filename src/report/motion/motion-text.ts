// Sections of a printed result on a cluster in motion: how available workloads were, and what happened.

import type { SimulationResult, WorkloadAvailability } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import type { Column, ColumnTable } from "../text/column-table.ts";
import { layOut, naturalWidth } from "../text/column-table.ts";
import type { TextExtent } from "../text/text-extent.ts";

import { eventGroups } from "./event-groups.ts";
import { mostTelling } from "./most-telling.ts";
import { placeOfEntry, timelineOf, type Happening } from "./timeline.ts";
import {
  causesThatOccur,
  missingFor,
  missingInAll,
  mostAffectedFirst,
  rolloutsOf,
  rolloutTally,
  tookText,
  workloadName,
  workloadsOf,
  type OutageCause,
} from "./workload-readings.ts";

const AVAILABILITY_COLUMNS: readonly Column[] = [
  { title: "SERVING", align: "right" },
  { title: "BELOW DESIRED", align: "right" },
  { title: "BELOW MINIMUM", align: "right" },
  { title: "LONGEST OUTAGE", align: "right" },
];

/** One row a workload, the most affected first: replicas serving of those wanted at the end, and for how long too few served. */
export function availabilityLines(result: SimulationResult, extent: TextExtent): string[] {
  const all = workloadsOf(result);
  if (all.length === 0) return [];
  const shown = mostAffectedFirst(all).slice(0, extent.workloads);
  const rows = shown.map((workload) => [
    workloadName(workload, all),
    `${formatExactCount(workload.serving)}/${formatExactCount(workload.desired)}`,
    formatSeconds(workload.belowDesiredSeconds),
    formatSeconds(workload.belowMinimumSeconds),
    formatSeconds(workload.longestOutageSeconds),
  ]);
  const columns = [nameColumn(extent), ...AVAILABILITY_COLUMNS];
  return [
    `AVAILABILITY${shownOf(shown.length, all.length)}`,
    ...layOut({ columns, rows }, extent.width),
    ...causeLines(shown, all, extent),
    ...rolloutLines(all, extent),
  ];
}

/** A namespace, a kind and a name need more letters than other names, and have them in these tables. */
const NAME_LETTERS = 25;

function nameColumn({ nameLetters }: TextExtent): Column {
  return { title: "WORKLOAD", align: "left", most: Math.max(NAME_LETTERS, nameLetters) };
}

/** Who missed how many replicas for how long, by cause; causes for which there is no room stand together. */
function causeLines(
  shown: readonly WorkloadAvailability[],
  all: readonly WorkloadAvailability[],
  extent: TextExtent,
): string[] {
  const missing = shown.filter((workload) => missingInAll(workload) > 0);
  const causes = causesThatOccur(missing);
  if (causes.length === 0) return [];
  let told = causes.length;
  while (told > 1 && naturalWidth(causeTable(missing, all, causes, told, extent)) > extent.width) told -= 1;
  return [
    "",
    "MISSING REPLICAS TIMES THE TIME THEY WERE MISSING, BY CAUSE",
    ...layOut(causeTable(missing, all, causes, told, extent), extent.width),
  ];
}

function causeTable(
  missing: readonly WorkloadAvailability[],
  all: readonly WorkloadAvailability[],
  causes: readonly OutageCause[],
  told: number,
  extent: TextExtent,
): ColumnTable {
  const titles = [...causes.slice(0, told), ...(told < causes.length ? ["others"] : []), "all"];
  const amount = (seconds: number): string => (seconds === 0 ? NO_FIGURE : formatSeconds(seconds));
  return {
    columns: [nameColumn(extent), ...titles.map((title): Column => ({ title: title.toUpperCase(), align: "right" }))],
    rows: missing.map((workload) => {
      const others = causes.slice(told).reduce((sum, cause) => sum + missingFor(workload, cause), 0);
      return [
        workloadName(workload, all),
        ...causes.slice(0, told).map((cause) => amount(missingFor(workload, cause))),
        ...(told < causes.length ? [amount(others)] : []),
        amount(missingInAll(workload)),
      ];
    }),
  };
}

const ROLLOUT_COLUMNS: readonly Column[] = [
  { title: "AT", align: "right" },
  { title: "TOOK", align: "right" },
  { title: "FEWEST SERVING", align: "right" },
  { title: "DOWNTIME", align: "left" },
  { title: "WORKLOAD", align: "left" },
];

function rolloutLines(all: readonly WorkloadAvailability[], extent: TextExtent): string[] {
  const rollouts = rolloutsOf(all);
  const tally = rolloutTally(rollouts);
  if (tally === undefined) return [];
  const rows = rollouts
    .slice(0, extent.workloads)
    .map(({ workload, rollout }) => [
      formatSeconds(rollout.fromSeconds),
      tookText(rollout),
      formatExactCount(rollout.fewestServing),
      rollout.isWithoutDowntime ? "none" : "YES",
      workloadName(workload, all),
    ]);
  return ["", `ROLLOUTS (${tally})`, ...layOut({ columns: ROLLOUT_COLUMNS, rows }, extent.width)];
}

const HAPPENING_COLUMNS: readonly Column[] = [
  { title: "AT", align: "right" },
  { title: "WHO", align: "left", most: 24 },
  { title: "WHAT", align: "left" },
];

/** Faults, actions and what was said, then what had not ended, then events. */
export function happeningLines(result: SimulationResult, extent: TextExtent): string[] {
  const all = timelineOf(result);
  const shown = mostTelling(all, extent.happenings);
  const rows = shown.map((happening) => [formatSeconds(happening.atSeconds), happening.who, happeningText(happening)]);
  const story =
    all.length === 0
      ? []
      : [
          `WHAT HAPPENED${shownOf(shown.length, all.length)}`,
          ...layOut({ columns: HAPPENING_COLUMNS, rows }, extent.width),
        ];
  const parts = [story, unfinishedLines(result, extent), eventLines(result, extent)].filter(({ length }) => length > 0);
  return parts.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** `deployment.apps/web scaled (3 times until 5m)`. */
export function happeningText({ what, times, lastSeconds }: Happening): string {
  return times === 1 ? what : `${what} (${formatExactCount(times)} times until ${formatSeconds(lastSeconds)})`;
}

const UNFINISHED_COLUMNS: readonly Column[] = [
  { title: "SINCE", align: "right" },
  { title: "WHO", align: "left", most: 24 },
  { title: "WHAT", align: "left" },
];

function unfinishedLines({ motion }: SimulationResult, extent: TextExtent): string[] {
  const unfinished = motion?.unfinished ?? [];
  if (unfinished.length === 0) return [];
  const rows = unfinished
    .slice(0, extent.happenings)
    .map((entry) => [
      formatSeconds(entry.sinceSeconds),
      entry.by,
      `${entry.text.replaceAll("\n", " ")} (${placeOfEntry(entry)})`,
    ]);
  return [
    `UNFINISHED AT THE END${shownOf(rows.length, unfinished.length)}`,
    ...layOut({ columns: UNFINISHED_COLUMNS, rows }, extent.width),
  ];
}

const EVENT_COLUMNS: readonly Column[] = [
  { title: "EVENTS", align: "right" },
  { title: "OBJECTS", align: "right" },
  { title: "TYPE", align: "left" },
  { title: "KIND", align: "left", most: 16 },
  { title: "REASON", align: "left" },
];

function eventLines(result: SimulationResult, extent: TextExtent): string[] {
  const groups = eventGroups(result);
  if (groups.length === 0) return [];
  const rows = groups
    .slice(0, extent.events)
    .map(({ count, objects, type, kind, reason }) => [
      formatExactCount(count),
      formatExactCount(objects),
      type,
      kind,
      reason,
    ]);
  return [`EVENTS${shownOf(rows.length, groups.length)}`, ...layOut({ columns: EVENT_COLUMNS, rows }, extent.width)];
}

function shownOf(shown: number, all: number): string {
  return shown < all ? ` (${formatExactCount(shown)} of ${formatExactCount(all)})` : "";
}
