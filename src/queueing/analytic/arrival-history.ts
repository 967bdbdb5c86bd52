// When those came who are in a station now, where the rate changed while a backlog grew or was worked off: who is served first come first
// served came as long ago as it took for all the present ones to come.

/** Rates that held for a time, per µs; `older` held before all of them. */
export interface ArrivalHistory {
  readonly older: number;
  /** Newest last. */
  readonly spans: readonly { readonly us: number; readonly rate: number }[];
}

/** A span more, and nothing kept that came before those who are present. */
export function withSpan(history: ArrivalHistory, us: number, rate: number, present: number): ArrivalHistory {
  const last = history.spans.at(-1);
  const spans = last?.rate === rate ? history.spans.slice(0, -1) : history.spans.slice();
  spans.push({ us: last?.rate === rate ? last.us + us : us, rate });
  let came = 0;
  let first = spans.length;
  while (first > 0 && came < present) {
    first -= 1;
    came += spans[first]!.us * spans[first]!.rate;
  }
  return first === 0 ? { older: history.older, spans } : { older: spans[first - 1]!.rate, spans: spans.slice(first) };
}

/** How many of those present came in the last `us`, up to now. */
export function cameWithin(us: number, present: number, { older, spans }: ArrivalHistory): number {
  let [came, rest] = [0, us];
  for (let place = spans.length - 1; place >= 0 && rest > 0 && came < present; place -= 1) {
    const span = spans[place]!;
    came += Math.min(rest, span.us) * span.rate;
    rest -= span.us;
  }
  if (rest > 0 && older > 0) came += rest * older;
  return Math.min(present, came);
}

/** How long ago the first of those present came; `us` of the rate are not yet in the history. */
export function ageOf(present: number, us: number, rate: number, { older, spans }: ArrivalHistory): number {
  let rest = present - us * rate;
  if (rest <= 0) return present / rate;
  let age = us;
  for (let place = spans.length - 1; place >= 0; place -= 1) {
    const span = spans[place]!;
    const came = span.us * span.rate;
    if (came >= rest) return age + rest / span.rate;
    rest -= came;
    age += span.us;
  }
  return older > 0 ? age + rest / older : Infinity;
}
