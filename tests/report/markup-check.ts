// Reads HTML and SVG as strictly as a test needs: which elements with which attributes, nested and closed in order.

/** One opening tag. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const VOID_ELEMENTS = new Set(["meta", "wbr"]);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][\w:-]*="[^"<>]*")*)\s*(\/?)>/g;

/** All elements in order; throws if a tag is malformed, is not closed, or if a bare `<` or `]]>` stands in a text. */
export function elementsOf(markup: string): Element[] {
  const withoutDoctype = markup.replace(/^<!doctype html>\s*/, "").replace(/<style>[^<]*<\/style>/, "");
  const elements: Element[] = [];
  const open: string[] = [];
  const texts = withoutDoctype.replace(TAG, (_tag, slash: string, name: string, attributes: string, closed: string) => {
    if (slash === "/") {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${String(last)}>`);
    } else {
      elements.push({ name, attributes: attributesOf(attributes) });
      if (closed === "" && !VOID_ELEMENTS.has(name)) open.push(name);
    }
    return "";
  });
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  if (/<|\]\]>/.test(texts)) throw new Error(`loose markup: ${/.{0,40}(?:<|\]\]>).{0,40}/s.exec(texts)?.[0] ?? ""}`);
  return elements;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}

/** Control characters, terminal escapes and direction overrides that no output may hold; line feeds may stand. */
export function unsafeCharacters(text: string): string[] {
  return text.match(/[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069\ufeff]/gu) ?? [];
}
