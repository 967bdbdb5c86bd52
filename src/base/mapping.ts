// Plain objects whose keys come from users, where a key may be one that JavaScript gives a meaning.

/** True for what JSON calls an object: no list, and not null. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets a key of the mapping's own: assigning to `__proto__` would change what the mapping inherits instead. */
export function setOwn(mapping: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== "__proto__") mapping[key] = value;
  else Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
}
