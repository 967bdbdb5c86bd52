// Text from outside made harmless: names and labels may hold terminal escapes, markup and formulas.
// Each kind of output has its own function here; only csv-stringify escapes what it writes by itself.

// C0 and C1 control characters, line and paragraph separators, direction overrides, byte order mark, half surrogate pairs.
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** One line that shows what it holds: each control character is written out, e.g. `\u001b`. */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, writtenOut);
}

/** JSON text (already serialised) with every control character that JSON lets through written as an escape. */
export function visibleJson(json: string): string {
  return json.replace(UNSAFE, (character) => (character === "\n" ? character : writtenOut(character)));
}

function writtenOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const MARKUP_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML or XML, between tags or inside a quoted attribute. */
export function escapeMarkup(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => MARKUP_ENTITIES[character] ?? character);
}

/** Text as Markdown code, which can hold no markup, link or mention; also safe inside a table cell. */
export function markdownCode(text: string): string {
  const visible = visibleText(text).replaceAll("|", "\\|");
  const longestRun = Math.max(0, ...(visible.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const padding = visible.startsWith("`") || visible.endsWith("`") || visible === "" ? " " : "";
  return `${fence}${padding}${visible}${padding}${fence}`;
}

/** A sentence as plain Markdown text: markup is escaped, `@name` and `#1` mention nobody and nothing. */
export function markdownText(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_[\]<>|~&]/g, (character) => `\\${character}`)
    .replace(/[@#](?=\w)/g, (character) => `${character}\u200b`);
}

/** A word for a POSIX shell: as it is if it needs no quoting, else in single quotes. */
export function shellWord(text: string): string {
  const visible = visibleText(text);
  return /^[\w@%+=:,./-]+$/.test(visible) ? visible : `'${visible.replaceAll("'", "'\\''")}'`;
}

/** `text`, or its beginning and end with `…` between, in at most `most` letters. */
export function cutMiddle(text: string, most: number): string {
  const all = Array.from(text);
  if (all.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  const tail = most - 1 - head;
  return `${all.slice(0, head).join("")}…${tail > 0 ? all.slice(-tail).join("") : ""}`;
}
