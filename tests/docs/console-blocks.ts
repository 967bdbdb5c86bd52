// Reads the ```console blocks of a page: commands behind `$ `, their further lines behind `> `, and what they answer.

/** One command of a page with the answer that the page quotes. */
export interface DocumentedCommand {
  readonly page: string;
  /** Line of the `$ ` in the page, counted from 1. */
  readonly line: number;
  /** As a shell would read it; several lines where the page shows some behind `> `. */
  readonly command: string;
  /** Lines that the answer must hold in this order; an ellipsis stands for any text, on a line of its own for any lines. */
  readonly answer: readonly string[];
}

/** All commands of a page in order. */
export function commandsOf(page: string, text: string): readonly DocumentedCommand[] {
  const found: { page: string; line: number; command: string; answer: string[] }[] = [];
  let inside = false;
  text.split("\n").forEach((content, index) => {
    if (/^\s*```/.test(content)) inside = !inside && /^\s*```console\s*$/.test(content);
    else if (inside && content.startsWith("$ ")) {
      found.push({ page, line: index + 1, command: content.slice(2), answer: [] });
    } else if (inside) continueWith(found.at(-1), content, `${page}:${index + 1}`);
  });
  return found;
}

function continueWith(last: { command: string; answer: string[] } | undefined, content: string, place: string): void {
  if (last === undefined) throw new Error(`${place}: a console block begins with a command behind "$ "`);
  if (last.answer.length === 0 && /^>(?: |$)/.test(content)) last.command += `\n${content.slice(2)}`;
  else last.answer.push(content.trimEnd());
}

/** Languages of fenced blocks that hold commands which no test would try. */
export function untriedBlocks(page: string, text: string): readonly string[] {
  let inside = false;
  return text.split("\n").flatMap((content, index) => {
    const fence = /^\s*```(\w*)/.exec(content);
    if (fence === null) return [];
    inside = !inside;
    return inside && /^(?:sh|bash|shell|zsh|terminal)$/.test(fence[1]!) ? [`${page}:${index + 1}`] : [];
  });
}

/** The first line of the quoted answer that the real one does not hold in its place, or nothing if all are there. */
export function firstMissingLine(quoted: readonly string[], output: string): string | undefined {
  const lines = output.split("\n").map((line) => line.trimEnd());
  let next = 0;
  for (const line of quoted) {
    if (line.trim() === "" || line.trim() === "…") continue;
    const pattern = new RegExp(`^${line.split("…").map(escaped).join(".*")}$`);
    const at = lines.findIndex((candidate, index) => index >= next && pattern.test(candidate));
    if (at === -1) return line;
    next = at + 1;
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
