// Values of manifests in messages.

/** In YAML as kubectl reads it these are booleans, with any capitals. */
export const AMBIGUOUS_WORDS = "y, n, yes, no, on, off, true and false";

const LONGEST_VALUE_SHOWN = 40;

/** A value as the user is shown it: short, on one line. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a mapping";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length <= LONGEST_VALUE_SHOWN ? text : `${text.slice(0, LONGEST_VALUE_SHOWN - 1)}…`;
}
