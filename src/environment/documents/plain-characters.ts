// Which characters texts without quotes begin with, in the part of YAML that the quick reader knows.
// Imitates goyaml.v2 (scannerc.go), as sigs.k8s.io/yaml uses it, v1.6.

const DASH = 45;
/** Codes above are of letters that YAML gives no meaning. */
const ASCII_END = 127;

/** One for each of the characters, by code. */
export function characterFlags(characters: string): Uint8Array {
  const found = new Uint8Array(ASCII_END + 1);
  for (const character of characters) found[character.charCodeAt(0)] = 1;
  return found;
}

const STARTS = characterFlags("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./$^~()\\+;<=");

/** Whether the code by itself begins a text without quotes. */
export function isPlainStart(code: number): boolean {
  return code > ASCII_END || STARTS[code] === 1;
}

/** The same where a dash may begin it, too, if `next` goes on with the text. */
export function beginsPlain(code: number, next: number): boolean {
  return code === DASH ? next === DASH || isPlainStart(next) : isPlainStart(code);
}
