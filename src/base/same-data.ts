// Whether plain data says the same, whatever the order of its fields. Knows nothing of what it says.

const NO_FIELDS: ReadonlySet<string> = new Set();

/** Equal whatever the order of fields; a field that is undefined is as good as none. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) && Array.isArray(right)) return areSameItems(left, right);
  return areSameFields(left as Fields, right as Fields, NO_FIELDS);
}

type Fields = Readonly<Record<string, unknown>>;

/** What is undefined is as good as nothing here, too. */
function areSameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    if (left[index] !== right[index] && !isSame(left[index], right[index])) return false;
  }
  return true;
}

/** Beside `without`. No lists of keys are made: this is asked at every write. */
export function areSameFields(left: Fields, right: Fields, without: ReadonlySet<string>): boolean {
  for (const key in left) {
    if (left[key] !== right[key] && !without.has(key) && !isSame(left[key], right[key])) return false;
  }
  for (const key in right) {
    if (!Object.hasOwn(left, key) && right[key] !== undefined && !without.has(key)) return false;
  }
  return true;
}
