// What a run may use before the engine says that something has gone wrong.

export interface EngineLimits {
  /** Events that may be pending at once, at most 2^24. */
  readonly pendingEvents: number;
  /** Events that may happen at one and the same moment; more means that time no longer goes on. */
  readonly eventsPerMoment: number;
  /** Events of a whole run: then it is given up, for nobody waits for the end of one that goes on and on. */
  readonly events: number;
}

export const DEFAULT_LIMITS: EngineLimits = Object.freeze({
  pendingEvents: 16_777_216,
  eventsPerMoment: 100_000_000,
  events: 500_000_000,
});
