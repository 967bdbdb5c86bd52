// HTML built from templates in which every inserted text is escaped. Knows HTML's syntax, nothing of reports.

import { escapeMarkup } from "../neutral-text.ts";

/** A piece of HTML that is safe to insert as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may hold; nothing stands for nothing. */
export type Insert = string | number | Markup | readonly Insert[] | null;

/** A template: texts and numbers are escaped, markup is inserted as it is, lists one after the other. */
export function markup(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  const parts = strings.map((piece, index) => (index === 0 ? piece : insertText(inserts[index - 1]!) + piece));
  return new Markup(parts.join(""));
}

/** A path or a metric's name that may break after each slash and underscore. */
export function breakable(name: string): Insert {
  return name.split(/(?<=[/_])/).map((part, index) => (index === 0 ? part : markup`<wbr />${part}`));
}

function insertText(insert: Insert): string {
  if (insert === null) return "";
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === "object") return insert.map(insertText).join("");
  return escapeMarkup(String(insert));
}
