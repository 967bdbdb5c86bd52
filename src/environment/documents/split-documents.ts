// Cuts a YAML stream into its documents at lines that begin with `---`, before anything is parsed: a mistake in
// one document hides none in another, and only one document at a time has to be held as a syntax tree.
// Imitates k8s.io/apimachinery pkg/util/yaml (YAMLReader), v1.36, which kubectl reads with.

/** Where in a text one document stands, by offsets. */
export interface DocumentExtent {
  /** Of its separator, if it has one. */
  readonly startsAt: number;
  /** Of the line after the separator. */
  readonly contentAt: number;
  readonly endsAt: number;
  /** What stands behind the dashes in the separator's line and is no comment; nothing may. */
  readonly besideSeparator: string;
}

const SEPARATOR = "---";

/** The documents of the stream from `start`, the beginning of a line, in order. */
export function* splitDocuments(text: string, start: number): Generator<DocumentExtent> {
  let startsAt = start;
  while (startsAt < text.length) {
    const isSeparated = text.startsWith(SEPARATOR, startsAt);
    const contentAt = isSeparated ? nextLine(text, startsAt) : startsAt;
    const endsAt = findSeparator(text, contentAt);
    const beside = isSeparated ? text.slice(startsAt + SEPARATOR.length, contentAt).trim() : "";
    yield { startsAt, contentAt, endsAt, besideSeparator: beside.startsWith("#") ? "" : beside };
    startsAt = endsAt;
  }
}

function findSeparator(text: string, lineStart: number): number {
  if (text.startsWith(SEPARATOR, lineStart)) return lineStart;
  const before = text.indexOf(`\n${SEPARATOR}`, lineStart);
  return before < 0 ? text.length : before + 1;
}

function nextLine(text: string, at: number): number {
  const lineFeed = text.indexOf("\n", at);
  return lineFeed < 0 ? text.length : lineFeed + 1;
}

/** The separator's own line, empty lines and comments before a document's first content. */
const BEFORE_CONTENT = /(?:---)?(?:[ \t]*(?:#[^\n\r]*)?(?:\r\n|\n|\r))*/y;

/** Where the content of the document begins whose text begins at `startsAt`. */
export function contentOffset(text: string, startsAt: number): number {
  BEFORE_CONTENT.lastIndex = startsAt;
  const skipped = BEFORE_CONTENT.exec(text)?.[0] ?? "";
  return skipped === "---" ? startsAt : startsAt + skipped.length;
}
