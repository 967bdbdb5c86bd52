// Versions as devices' attributes hold them: major.minor.patch with a pre-release and a build.
// Imitates github.com/blang/semver/v4 (Parse, Compare), which apiserver pkg/cel/semver.go uses, v1.36.

export interface Semver {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** Numbers sort before words. */
  readonly preRelease: readonly (bigint | string)[];
}

const NUMBER = /^(?:0|[1-9][0-9]*)$/;
const IDENTIFIER = /^[0-9A-Za-z-]+$/;

/** The version, or undefined if the text is none. A build is read and means nothing. */
export function parseSemver(text: string): Semver | undefined {
  const [withoutBuild, build] = splitOnce(text, "+");
  const [core, preRelease] = splitOnce(withoutBuild, "-");
  const numbers = core.split(".");
  if (numbers.length !== 3 || !numbers.every((number) => NUMBER.test(number))) return undefined;
  if (build !== undefined && !build.split(".").every((part) => IDENTIFIER.test(part))) return undefined;
  const parts = preRelease === undefined ? [] : preRelease.split(".");
  if (!parts.every((part) => IDENTIFIER.test(part) && !/^0[0-9]+$/.test(part))) return undefined;
  const [major, minor, patch] = numbers.map(BigInt) as [bigint, bigint, bigint];
  return { major, minor, patch, preRelease: parts.map((part) => (/^[0-9]+$/.test(part) ? BigInt(part) : part)) };
}

function splitOnce(text: string, at: string): readonly [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

/** −1, 0 or 1; a pre-release comes before its release. */
export function compareSemver(left: Semver, right: Semver): -1 | 0 | 1 {
  const ofNumbers = order(left.major, right.major) || order(left.minor, right.minor) || order(left.patch, right.patch);
  if (ofNumbers !== 0) return ofNumbers;
  if (left.preRelease.length === 0 || right.preRelease.length === 0) {
    return order(right.preRelease.length, left.preRelease.length);
  }
  return comparePreReleases(left.preRelease, right.preRelease);
}

function comparePreReleases(left: Semver["preRelease"], right: Semver["preRelease"]): -1 | 0 | 1 {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const result = comparePart(part, other);
    if (result !== 0) return result;
  }
  return left.length < right.length ? -1 : 0;
}

function comparePart(left: bigint | string, right: bigint | string): -1 | 0 | 1 {
  if (typeof left === "string" && typeof right === "string") return order(left, right);
  if (typeof left === "bigint" && typeof right === "bigint") return order(left, right);
  return typeof left === "bigint" ? -1 : 1;
}

function order<Item extends bigint | number | string>(left: Item, right: Item): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0;
}
