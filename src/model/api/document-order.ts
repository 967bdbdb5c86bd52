// The order in which the parts of a value stand in its document: the one in which a decoder meets them that reads
// from the beginning to the end, and so the one of its complaints.

type Place = readonly (string | number)[];

/** The findings by the place in `value` of which each speaks; those of one place stay as they are. */
export function inDocumentOrder<Found extends { readonly path: Place }>(
  findings: readonly Found[],
  value: unknown,
): readonly Found[] {
  if (findings.length < 2) return findings;
  const placed = findings.map((finding) => ({ finding, position: positionOf(finding.path, value) }));
  return placed
    .toSorted((left, right) => comparePositions(left.position, right.position))
    .map(({ finding }) => finding);
}

/** For each step of the path, how many parts of the same mapping or list stand before it. */
function positionOf(path: Place, value: unknown): readonly number[] {
  let part = value;
  return path.map((step) => {
    const index = typeof step === "number" ? step : Object.keys(part ?? {}).indexOf(step);
    part = (part as Readonly<Record<string, unknown>> | undefined)?.[step];
    return index;
  });
}

/** What holds a part stands before it. */
function comparePositions(left: readonly number[], right: readonly number[]): number {
  const depth = left.findIndex((index, at) => index !== right[at]);
  return depth < 0 ? left.length - right.length : left[depth]! - (right[depth] ?? -1);
}
