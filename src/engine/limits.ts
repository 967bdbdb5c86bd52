// What a run may use before the engine says that something has gone wrong.

export interface EngineLimits {
  /** Events that may be pending at once, at most 2^24. */
  readonly pendingEvents: number;
  /** Events that may happen at one and the same moment; more means that time no longer goes on. */
  readonly eventsPerMoment: number;
}

export const DEFAULT_LIMITS: EngineLimits = { pendingEvents: 16_777_216, eventsPerMoment: 100_000_000 };
