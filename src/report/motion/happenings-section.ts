// What happened, on the page: what is unfinished at the end, the story of faults, actions and rollouts with what was said, and events.

import type { SimulationResult } from "../../simulation/result.ts";

import { firstRows, htmlTable } from "../html/html-table.ts";
import { markup, type Insert } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import type { ReportMaterial } from "../report-material.ts";

import { eventGroups } from "./event-groups.ts";
import { happeningText } from "./motion-text.ts";
import { mostTelling } from "./most-telling.ts";
import { onOneLine, placeOfEntry, timelineOf, type Happening } from "./timeline.ts";

export const HAPPENINGS_SECTION: PageSection = {
  id: "happenings",
  title: "What happened",
  body: ({ result }: ReportMaterial) =>
    markup`<p class="lede">
        Faults and actions of the scenario, rollouts, and what was said of them: the words of an action are what kubectl
        would have printed. What was said several times is told once, with how often.
      </p>
      ${unfinished(result)} ${story(result)} ${events(result)}`,
};

const MOST_ENTRIES = 150;
const MOST_UNFINISHED = 20;
const MOST_EVENTS = 40;

/** Whether there is anything to show. */
export function hasHappenings({ motion }: SimulationResult): boolean {
  if (motion === undefined) return false;
  const { availability, chronicle } = motion;
  return [availability.marks, chronicle.messages, chronicle.events, motion.unfinished].some(({ length }) => length > 0);
}

function unfinished({ motion }: SimulationResult): Insert {
  const all = motion?.unfinished ?? [];
  if (all.length === 0) return null;
  const { shown, ...rest } = firstRows(all, MOST_UNFINISHED, "messages.csv");
  const table = htmlTable({
    caption: "What was unfinished at the end",
    columns: [
      { title: "Who", kind: "name" },
      { title: "Since", kind: "number" },
      { title: "What it waits for", kind: "prose" },
      { title: "In the scenario", kind: "name" },
    ],
    rows: shown.map((entry) => [
      entry.by,
      formatSeconds(entry.sinceSeconds),
      onOneLine(entry.text),
      markup`<code>${placeOfEntry(entry)}</code>`,
    ]),
    ...rest,
  });
  return markup`<h3>Unfinished at the end</h3>
    ${table}`;
}

function story(result: SimulationResult): Insert {
  const all = timelineOf(result);
  if (all.length === 0) return null;
  const shown = mostTelling(all, MOST_ENTRIES);
  const missing = all.length - shown.length;
  const hasPlaces = shown.some(({ place }) => place !== "");
  const table = htmlTable({
    caption: "What happened and what was said",
    columns: [
      { title: "At", kind: "number" },
      { title: "Who", kind: "name" },
      { title: "What", kind: "prose" },
      ...(hasPlaces ? [{ title: "In the scenario", kind: "name" } as const] : []),
    ],
    rows: shown.map((happening) => [
      formatSeconds(happening.atSeconds),
      happening.who,
      what(happening),
      ...(hasPlaces ? [happening.place === "" ? "" : markup`<code>${happening.place}</code>`] : []),
    ]),
    ...(missing === 0 ? {} : { leftOut: `${formatExactCount(missing)} more in messages.csv` }),
  });
  return markup`<h3>Faults, actions and rollouts</h3>
    ${table}`;
}

/** Errors are marked by a sign, too, for those who see no colour. */
function what(happening: Happening): Insert {
  const text = happeningText(happening);
  if (happening.kind === "error" || happening.what === "fails")
    return markup`<span class="mark failed">✗</span> ${text}`;
  return text;
}

function events(result: SimulationResult): Insert {
  const groups = eventGroups(result);
  if (groups.length === 0) return null;
  const { shown, ...rest } = firstRows(groups, MOST_EVENTS, "events.csv");
  const table = htmlTable({
    caption: "Events of the API",
    columns: [
      { title: "Reason", kind: "name" },
      { title: "Type", kind: "name" },
      { title: "Kind", kind: "name" },
      { title: "Events", kind: "number" },
      { title: "Objects", kind: "number" },
      { title: "First", kind: "number" },
      { title: "Last", kind: "number" },
      { title: "For example", kind: "text" },
    ],
    rows: shown.map((group) => [
      group.reason,
      group.type,
      group.kind,
      formatExactCount(group.count),
      formatExactCount(group.objects),
      formatSeconds(group.firstSeconds),
      formatSeconds(group.lastSeconds),
      markup`<span class="muted">${group.object}:</span> ${group.message}`,
    ]),
    ...rest,
  });
  return markup`<h3>Events</h3>
    ${table}`;
}
