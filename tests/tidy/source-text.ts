// Splits TypeScript text into code, comments and literals, well enough for the tidy rules: a state machine over
// characters, because TypeScript 7 offers no parser to other programs. Knows nothing of rules.

/** The same text three times, equal in length and line breaks, so that an index means the same place in each. */
export interface SourceText {
  readonly text: string;
  /** Comments, and what stands between quotes, are blanked; the quotes stay. A regular expression counts as a string. */
  readonly code: string;
  /** Everything but comments is blanked. */
  readonly comments: string;
}

const KEYWORDS_BEFORE_A_REGEX =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|instanceof)$/;
const BLANKED = /[^\n]/g;

/** Reads the text from start to end once. */
export function readSource(text: string): SourceText {
  let code = "";
  let comments = "";
  let index = 0;
  const take = (end: number, kind: "code" | "comment" | "literal"): void => {
    const part = text.slice(index, end);
    const blank = part.replace(BLANKED, " ");
    code += kind === "code" ? part : kind === "comment" ? blank : quoted(blank);
    comments += kind === "comment" ? part : blank;
    index = end;
  };
  /** For each open `${` of a template, how many braces of its code are open. */
  const templates: number[] = [];
  while (index < text.length) {
    const char = text[index]!;
    const depth = templates.length - 1;
    if (char === "`" || (char === "}" && templates[depth] === 0)) {
      if (char === "}") templates.pop();
      const end = endOfTemplatePart(text, index + 1);
      if (text[end - 1] === "{") templates.push(0);
      take(end, "literal");
    } else if (text.startsWith("//", index)) take(endOfLine(text, index), "comment");
    else if (text.startsWith("/*", index)) take(after(text, "*/", index + 2), "comment");
    else if (char === '"' || char === "'") take(endOfQuoted(text, index, char), "literal");
    else if (char === "/" && startsRegex(code)) take(endOfRegex(text, index), "literal");
    else {
      if (depth >= 0 && char === "{") templates[depth]! += 1;
      if (depth >= 0 && char === "}") templates[depth]! -= 1;
      take(index + 1, "code");
    }
  }
  return { text, code, comments };
}

/** The line of an index, counted from 1. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

/** What a file asks for, and whether it does so while running (`import()`) rather than at its top. */
export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
  readonly inCode: boolean;
}

/** All static imports, re-exports and `import()` with a plain string, in their order. */
export function importsOf(source: SourceText): readonly FoundImport[] {
  return Array.from(source.code.matchAll(/(?<!\.)\b(?:from\s*|import\s*(\()?\s*)(" *")/g), (match) => {
    const end = match.index + match[0].length;
    const specifier = source.text.slice(end - match[2]!.length + 1, end - 1);
    return { specifier, line: lineAt(source.text, end), inCode: match[1] !== undefined };
  });
}

/** A pair of double quotes around the blanks; a line break in the place of a quote (a torn string) stays. */
function quoted(blank: string): string {
  return blank.replace(/^ /, '"').replace(/ $/, '"');
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}

function endOfQuoted(text: string, start: number, quote: string): number {
  let index = start + 1;
  while (index < text.length && text[index] !== quote && text[index] !== "\n") index += text[index] === "\\" ? 2 : 1;
  return Math.min(index + 1, text.length);
}

/** Just after the closing backtick, or just after the next `${`. */
function endOfTemplatePart(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    if (text[index] === "`") return index + 1;
    if (text.startsWith("${", index)) return index + 2;
    index += text[index] === "\\" ? 2 : 1;
  }
  return text.length;
}

function endOfRegex(text: string, start: number): number {
  let inClass = false;
  let index = start + 1;
  while (index < text.length && text[index] !== "\n" && (inClass || text[index] !== "/")) {
    if (text[index] === "[") inClass = true;
    if (text[index] === "]") inClass = false;
    index += text[index] === "\\" ? 2 : 1;
  }
  index += 1;
  while (/[a-z]/.test(text[index] ?? "")) index += 1;
  return Math.min(index, text.length);
}

/** Whether a slash after this code begins a regular expression rather than divides. */
function startsRegex(codeBefore: string): boolean {
  const before = codeBefore.slice(-200).trimEnd();
  if (before === "" || KEYWORDS_BEFORE_A_REGEX.test(before)) return true;
  // `a! / b`, `i++ / 2`: an operator that stands behind its operand.
  if (/[\w$)\]]!$|\+\+$|--$/.test(before)) return false;
  return /[(,=:[!&|?{;+\-*%~^<>]$/.test(before);
}
