// Texts of letters and digits that can form no bad words: how Kubernetes writes hashes into names.
// Imitates SafeEncodeString of staging apimachinery pkg/util/rand/rand.go, v1.36.

const SAFE_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Each character gives one, by its code; for a number, its decimal digits. */
export function safeEncoded(value: string | number): string {
  return Array.from(String(value), (char) => SAFE_CHARACTERS[char.codePointAt(0)! % SAFE_CHARACTERS.length]!).join("");
}
