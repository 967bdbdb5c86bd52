// Values that each hold from a moment until the next one, as series of results keep them.

/** Both arrays have equal length and `atSeconds` ascends. */
export interface HeldValues {
  readonly atSeconds: readonly number[];
  readonly value: readonly number[];
}

/** The same from a moment on: what holds at that moment comes first. */
export function heldFrom({ atSeconds, value }: HeldValues, fromSeconds: number): HeldValues {
  const next = atSeconds.findIndex((at) => at > fromSeconds);
  const first = next < 0 ? atSeconds.length - 1 : next - 1;
  if (first < 0) return { atSeconds, value };
  const [, ...later] = atSeconds.slice(first);
  return { atSeconds: [Math.max(fromSeconds, atSeconds[first]!), ...later], value: value.slice(first) };
}
