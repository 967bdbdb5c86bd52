// Cuts a YAML stream into its documents at lines that begin with `---`, before anything is parsed: a mistake in
// one document hides none in another, and only one document at a time has to be held as a syntax tree.
// Imitates k8s.io/apimachinery pkg/util/yaml (YAMLReader), which kubectl reads with.

/** A piece of a file and where it begins. */
export interface DocumentText {
  readonly startsAt: number;
  readonly text: string;
}

/** A line that begins with three dashes, followed by white space or nothing. */
const SEPARATOR = /(?<![^\n\r])---(?=[ \t\r\n]|$)/g;

/** The documents of the stream in order, each with its separator; directives stay with the document they precede. */
export function* splitDocuments(text: string): Generator<DocumentText> {
  let startsAt = 0;
  for (const separator of text.matchAll(SEPARATOR)) {
    const before = text.slice(startsAt, separator.index);
    if (holdsOnlyDirectives(before)) continue;
    yield { startsAt, text: before };
    startsAt = separator.index;
  }
  yield { startsAt, text: text.slice(startsAt) };
}

/** `%YAML` and `%TAG` lines end with a separator that does not begin another document. */
function holdsOnlyDirectives(text: string): boolean {
  return text.startsWith("%") && text.split(/\r\n|\n|\r/).every((line) => line === "" || /^[%#]/.test(line));
}

/** The separator's own line, empty lines and comments before a document's first content. */
const BEFORE_CONTENT = /(?:---)?(?:[ \t]*(?:#[^\n\r]*)?(?:\r\n|\n|\r))*/y;

/** Where the content of the document begins whose text begins at `startsAt`. */
export function contentOffset(text: string, startsAt: number): number {
  BEFORE_CONTENT.lastIndex = startsAt;
  const skipped = BEFORE_CONTENT.exec(text)?.[0] ?? "";
  return skipped === "---" ? startsAt : startsAt + skipped.length;
}
