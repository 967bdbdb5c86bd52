// Values as Go prints them in the API server's messages.

/** Go's `%q`: a quoted string in which everything that does not print is escaped. */
export function quoted(text: string): string {
  let inner = "";
  for (const character of text) inner += escaped(character);
  return `"${inner}"`;
}

const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
]);

/** What Go calls printable: letters, marks, numbers, punctuation, symbols, and the plain space. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function escaped(character: string): string {
  const named = NAMED_ESCAPES.get(character);
  if (named !== undefined) return named;
  if (PRINTABLE.test(character)) return character;
  const code = character.codePointAt(0)!;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

/** Go's `encoding/json` of a string: JSON in which `<`, `>`, `&` and the two line separators are escaped, too. */
function jsonString(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${hex(character.codePointAt(0)!, 4)}`);
}

/** Go's `encoding/json` of a decoded value, whose parts are in Go's order already. */
export function jsonText(value: unknown): string {
  if (typeof value === "string") return jsonString(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value === "bigint") return value.toString();
  if (value === undefined) return "null";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = inGoOrder(Object.entries(value).filter(([, part]) => part !== undefined));
  return `{${pairs.map(([name, part]) => `${jsonString(name)}:${jsonText(part)}`).join(",")}}`;
}

/** JavaScript puts keys that are whole numbers first; only maps have such keys, and Go sorts these. */
function inGoOrder(pairs: readonly [string, unknown][]): readonly [string, unknown][] {
  if (!WHOLE_NUMBER.test(pairs[0]?.[0] ?? "")) return pairs;
  return pairs.toSorted(([left], [right]) => (left < right ? -1 : 1));
}

const WHOLE_NUMBER = /^\d+$/;
