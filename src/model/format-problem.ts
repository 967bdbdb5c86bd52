// The words in which Kubernetes says that a text has not the right form.
// Imitates staging apimachinery pkg/api/validate/content/errors.go and pkg/util/validation/validation.go, v1.36.

/** A text's length as Go counts it: the bytes of its UTF-8 form. */
export function utf8LengthBytes(text: string): number {
  return ASCII_ONLY.test(text) ? text.length : new TextEncoder().encode(text).length;
}

// oxlint-disable-next-line no-control-regex -- every ASCII character counts as one byte
const ASCII_ONLY = /^[\u0000-\u007f]*$/;

/** That a text does not match its pattern. `examples` are shown in order; the pattern is shown without its anchors. */
export function patternProblem(message: string, pattern: string, ...examples: readonly string[]): string {
  const explanation = `regex used for validation is '${pattern}'`;
  if (examples.length === 0) return `${message} (${explanation})`;
  return `${message} (e.g. ${examples.map((example) => `'${example}', `).join(" or ")}${explanation})`;
}

/** Empty, or one message if the text is longer than `maximum` bytes. Kubernetes' older checks call them characters. */
export function charactersProblems(text: string, maximum: number): readonly string[] {
  return utf8LengthBytes(text) <= maximum ? [] : [`must be no more than ${maximum} characters`];
}

/** Empty, or one message if the text is longer than `maximum` bytes, in the words of Kubernetes' newer checks. */
export function bytesProblems(text: string, maximum: number): readonly string[] {
  return utf8LengthBytes(text) <= maximum ? [] : [`must be no more than ${maximum} bytes`];
}

/** Empty, or one message if the number lies outside both bounds, which themselves are allowed. */
export function rangeProblems(value: number | bigint, lowest: number, highest: number): readonly string[] {
  return value >= lowest && value <= highest ? [] : [`must be between ${lowest} and ${highest}, inclusive`];
}

export const EMPTY_PROBLEM = "must be non-empty";
