// Where the quick reader of YAML stands in its text: moves over lines, blanks and comments, and knows how far the
// line at hand is indented. Knows no values.

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const NUMBER_SIGN = 35;

/** Thrown inside the quick reader and caught where it begins: unwinding by hand would double its code. */
export const NOT_PLAIN = new Error("not plain YAML");

export class LineCursor {
  readonly text: string;
  readonly end: number;
  at: number;
  /** Of the line whose first character is at hand; -1 at the end of the text. */
  indent = -1;

  /** The text from `at` up to `end`, where a line begins and one ends. */
  constructor(text: string, at: number, end: number) {
    this.text = text;
    this.at = at;
    this.end = end;
  }

  /** The character `ahead` of here; what is beyond the text ends a line. */
  code(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.end ? this.text.charCodeAt(at) : LINE_FEED;
  }

  /** Whether the character that was read ends a line: before `\n` a `\r` belongs to the end. */
  endsLine(code: number): boolean {
    return code === LINE_FEED || code === CARRIAGE_RETURN;
  }

  skipSpaces(): void {
    while (this.text.charCodeAt(this.at) === SPACE) this.at += 1;
  }

  /** From the beginning of a line to the first character of the first line that holds something. */
  toContent(): void {
    for (;;) {
      const lineStart = this.at;
      this.skipSpaces();
      if (this.at >= this.end) {
        this.at = this.end;
        this.indent = -1;
        return;
      }
      const code = this.text.charCodeAt(this.at);
      if (code === LINE_FEED || code === CARRIAGE_RETURN || code === NUMBER_SIGN) this.toNextLine();
      else if (code === TAB) throw NOT_PLAIN;
      else {
        this.indent = this.at - lineStart;
        return;
      }
    }
  }

  /** From the end of a value to the beginning of the next line, over blanks and a comment. */
  endLine(): void {
    const valueEnd = this.at;
    this.skipSpaces();
    const code = this.code();
    if (!this.endsLine(code) && !(code === NUMBER_SIGN && this.at > valueEnd)) throw NOT_PLAIN;
    this.toNextLine();
  }

  /** As `endLine`, and on to the next content. */
  endValue(): void {
    this.endLine();
    this.toContent();
  }

  toNextLine(): void {
    const lineEnd = this.text.indexOf("\n", this.at);
    this.at = lineEnd < 0 || lineEnd >= this.end ? this.end : lineEnd + 1;
  }

  /** Where the text of the line at hand ends. */
  lineEnd(): number {
    const lineFeed = this.text.indexOf("\n", this.at);
    const end = lineFeed < 0 || lineFeed > this.end ? this.end : lineFeed;
    return end > this.at && this.text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
  }
}
