// How many seats each priority level of the API server has: its share of all, what it may lend and what it may borrow.
// Imitates the digesting of PriorityLevelConfigurations in staging apiserver pkg/util/flowcontrol/apf_controller.go and
// the mandatory levels of pkg/apis/flowcontrol/bootstrap/default.go, v1.36.

import { dealerProblem } from "./shuffle-sharding.ts";

/** The spec of a limited level, defaults filled in. */
export interface LimitedLevel {
  readonly nominalConcurrencyShares: number;
  readonly lendablePercent?: number;
  /** Absent: without limit. */
  readonly borrowingLimitPercent?: number;
  readonly limitResponse: {
    readonly type: string;
    readonly queuing?: { readonly queues: number; readonly handSize: number; readonly queueLengthLimit: number };
  };
}

/** The spec of the exempt level, whose requests never wait. */
export interface ExemptLevel {
  readonly nominalConcurrencyShares?: number;
  readonly lendablePercent?: number;
}

/** A PriorityLevelConfiguration. */
export interface PriorityLevel {
  readonly name: string;
  /** `Limited` or `Exempt`. */
  readonly type: string;
  readonly limited?: LimitedLevel;
  readonly exempt?: ExemptLevel;
}

/** Seats of a level: `lower` when all that can be lent is lent, `upper` with all that may be borrowed. */
export interface SeatLimits {
  readonly nominal: number;
  readonly lower: number;
  readonly upper: number;
}

/** These two exist in every server, with or without objects. */
const MANDATORY_LEVELS: readonly PriorityLevel[] = Object.freeze([
  { name: "exempt", type: "Exempt", exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } },
  {
    name: "catch-all",
    type: "Limited",
    limited: { nominalConcurrencyShares: 5, lendablePercent: 0, limitResponse: { type: "Reject" } },
  },
]);

/** The seats of all levels by name. Levels of a broken form are passed over, as the server does. */
export function seatLimits(levels: readonly PriorityLevel[], serverSeats: number): ReadonlyMap<string, SeatLimits> {
  const given = levels.filter((level) => !isBroken(level));
  const names = new Set(given.map(({ name }) => name));
  const all = [...given, ...MANDATORY_LEVELS.filter(({ name }) => !names.has(name))];
  let shares = 0;
  for (const level of all) shares += sharesOf(level);
  return new Map(
    all.map((level) => {
      // Rounded up: the levels may have a few seats more than the server.
      const nominal = Math.ceil((serverSeats * sharesOf(level)) / shares);
      const { lendable, borrowing } = exchange(level, nominal, serverSeats);
      return [level.name, { nominal, lower: nominal - lendable, upper: nominal + borrowing }];
    }),
  );
}

function exchange(
  { limited, exempt }: PriorityLevel,
  nominal: number,
  serverSeats: number,
): { readonly lendable: number; readonly borrowing: number } {
  const borrowingPercent = limited?.borrowingLimitPercent;
  return {
    lendable: percentOf(nominal, (limited ?? exempt)?.lendablePercent ?? 0),
    borrowing: borrowingPercent === undefined ? serverSeats : percentOf(nominal, borrowingPercent),
  };
}

function percentOf(seats: number, percent: number): number {
  return Math.round((seats * percent) / 100);
}

function sharesOf({ limited, exempt }: PriorityLevel): number {
  return (limited ?? exempt)?.nominalConcurrencyShares ?? 0;
}

function isBroken({ name, type, limited, exempt }: PriorityLevel): boolean {
  if ((type === "Limited") !== (limited !== undefined)) return true;
  if ((type === "Exempt") !== (exempt !== undefined) || (type === "Exempt") !== (name === "exempt")) return true;
  if (limited === undefined) return false;
  const { type: response, queuing } = limited.limitResponse;
  if ((response === "Reject") !== (queuing === undefined)) return true;
  return queuing !== undefined && queuing.queues > 0 && dealerProblem(queuing.queues, queuing.handSize) !== undefined;
}
