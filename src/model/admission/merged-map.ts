// Maps of a decoded object laid one over the other.

/** All entries in the order of their keys, as decoded maps have them; of equal keys the last one holds. */
export function mergedMap<Value>(
  maps: readonly (Readonly<Record<string, Value>> | undefined)[],
): Readonly<Record<string, Value>> {
  const entries = maps.flatMap((map) => Object.entries(map ?? {}));
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)));
}
