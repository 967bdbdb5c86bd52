// When a cron schedule starts next: field by field from the month down to the second, carrying over into the field before.
// Imitates Next of spec.go and constantdelay.go of robfig/cron v3.0.1, with what it does when clocks are changed.

import { SECONDS_PER_HOUR, SECONDS_PER_MINUTE } from "../time/civil-date.ts";
import type { CronSchedule, FieldSchedule } from "./cron-schedule.ts";
import {
  atHour,
  atMonthStart,
  daysLater,
  localMoment,
  monthsLater,
  secondsLater,
  type LocalMoment,
} from "./local-moment.ts";

/** The search ends when the year after so many has ended. */
const YEARS_SEARCHED = 5;
const HOURS_PER_DAY = 24;

/**
 * The first start after `afterSecond`, both whole seconds since 1970-01-01T00:00:00Z; a fraction of a second would change
 * nothing. Undefined if there is none within five years.
 */
export function nextStart(schedule: CronSchedule, afterSecond: number): number | undefined {
  if (schedule.kind === "delay") return afterSecond + schedule.delaySeconds;
  const { minute, hour, dayOfMonth, month, dayOfWeek } = schedule;
  // A field that matches nothing would be looked for through all five years.
  if ([minute, hour, month].some(({ matches }) => !matches.includes(true))) return undefined;
  if (!dayOfMonth.matches.includes(true) && !dayOfWeek.matches.includes(true)) return undefined;
  return search(schedule, localMoment(afterSecond + 1, schedule.zone));
}

/** Where the search stands. Once a field was moved on, those below it count from their beginnings. */
interface Search {
  readonly schedule: FieldSchedule;
  at: LocalMoment;
  hasMoved: boolean;
}

/** A field that had to be moved into the next unit above makes the search begin again at the month. */
type Step = "matches" | "carried-over";

function search(schedule: FieldSchedule, start: LocalMoment): number | undefined {
  const state: Search = { schedule, at: start, hasMoved: false };
  const lastYear = start.year + YEARS_SEARCHED;
  while (state.at.year <= lastYear) {
    if (STEPS.every((step) => step(state) === "matches")) return state.at.epochSecond;
  }
  return undefined;
}

const STEPS: readonly ((state: Search) => Step)[] = Object.freeze([toMonth, toDay, toHour, toMinute, toSecond]);

function toMonth(state: Search): Step {
  while (!state.schedule.month.matches[state.at.month]) {
    if (!state.hasMoved) state.at = atMonthStart(state.at);
    state.hasMoved = true;
    state.at = monthsLater(state.at, 1);
    if (state.at.month === 1) return "carried-over";
  }
  return "matches";
}

function toDay(state: Search): Step {
  while (!dayMatches(state.schedule, state.at)) {
    if (!state.hasMoved) state.at = atHour(state.at, 0);
    state.hasMoved = true;
    state.at = nearestMidnight(daysLater(state.at, 1));
    if (state.at.day === 1) return "carried-over";
  }
  return "matches";
}

/** A day without a midnight begins at one o'clock, or at eleven the day before: clocks were changed in between. */
function nearestMidnight(at: LocalMoment): LocalMoment {
  if (at.hour === 0) return at;
  const hours = at.hour > HOURS_PER_DAY / 2 ? HOURS_PER_DAY - at.hour : -at.hour;
  return secondsLater(at, hours * SECONDS_PER_HOUR);
}

/** Both fields restrict the day only if one of them leaves nothing out; otherwise either is enough. */
function dayMatches({ dayOfMonth, dayOfWeek }: FieldSchedule, at: LocalMoment): boolean {
  const inMonth = dayOfMonth.matches[at.day] === true;
  const inWeek = dayOfWeek.matches[at.dayOfWeek] === true;
  return dayOfMonth.isStar || dayOfWeek.isStar ? inMonth && inWeek : inMonth || inWeek;
}

function toHour(state: Search): Step {
  const { matches } = state.schedule.hour;
  while (!matches[state.at.hour]) {
    if (!state.hasMoved) state.at = atHour(state.at, state.at.hour);
    state.hasMoved = true;
    state.at = unitsLater(state.at, stepsToMatch(matches, state.at.hour), SECONDS_PER_HOUR);
    if (state.at.hour === 0) return "carried-over";
  }
  return "matches";
}

function toMinute(state: Search): Step {
  const { matches } = state.schedule.minute;
  while (!matches[state.at.minute]) {
    // Minutes begin where those of UTC do, which matters only to zones before they had standard time.
    if (!state.hasMoved) state.at = secondsLater(state.at, -modulo(state.at.epochSecond, SECONDS_PER_MINUTE));
    state.hasMoved = true;
    state.at = unitsLater(state.at, stepsToMatch(matches, state.at.minute), SECONDS_PER_MINUTE);
    if (state.at.minute === 0) return "carried-over";
  }
  return "matches";
}

/** Kubernetes' schedules have no seconds: they start at the full minute. */
function toSecond(state: Search): Step {
  while (state.at.second !== 0) {
    state.hasMoved = true;
    state.at = unitsLater(state.at, SECONDS_PER_MINUTE - state.at.second, 1);
    if (state.at.second === 0) return "carried-over";
  }
  return "matches";
}

/** How many steps up from a value the next one lies that matches, or the end. */
function stepsToMatch(matches: readonly boolean[], from: number): number {
  const next = matches.indexOf(true, from + 1);
  return (next === -1 ? matches.length : next) - from;
}

/** The library goes step by step. That comes to the same unless clocks are changed on the way: then one step is made. */
function unitsLater(from: LocalMoment, steps: number, unitSeconds: number): LocalMoment {
  const { zone, epochSecond } = from;
  const offset = zone.offsetSecondsAt(epochSecond);
  const isRegular = zone.offsetSecondsAt(epochSecond + steps * unitSeconds) === offset;
  return secondsLater(from, isRegular ? steps * unitSeconds : unitSeconds);
}

function modulo(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}
