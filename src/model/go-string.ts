// Texts as Go's `strings` package treats them, where JavaScript differs: in a few letters and blanks of Unicode.
// Imitates strings.ToLower and strings.TrimSpace of Go 1.26.

// oxlint-disable-next-line no-control-regex -- all ASCII characters are alike to both languages
const ASCII_ONLY = /^[\u0000-\u007f]*$/;

/** Each letter by itself: neither does one become two, nor does its place in a word count. */
export function lowerCase(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  let lowered = "";
  for (const character of text) lowered += String.fromCodePoint(character.toLowerCase().codePointAt(0)!);
  return lowered;
}

/** White space at either end: a byte order mark is none, a next-line character is some. */
const BLANKS_AROUND = /^(?:(?!\uFEFF)[\s\u0085])+|(?:(?!\uFEFF)[\s\u0085])+$/gu;

export function trimmedSpace(text: string): string {
  return text.replaceAll(BLANKS_AROUND, "");
}
