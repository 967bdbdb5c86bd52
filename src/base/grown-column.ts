// How a column of numbers grows: by a sixteenth, so that little of it stands empty. Doubling would copy less and keep up to
// twice the room. Knows nothing of what is in the column.

type Column = Int32Array | Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Rows that are added at least: small columns would grow too often. */
const STEP_LEAST = 512;

/** A column that begins like the given one and has at least so many rows; the new ones are 0. */
export function grownTo<Grown extends Column>(column: Grown, rows: number): Grown {
  const room = Math.max(rows, column.length + Math.max(STEP_LEAST, column.length >>> 4));
  const grown = new (column.constructor as new (length: number) => Grown)(room);
  grown.set(column);
  return grown;
}
