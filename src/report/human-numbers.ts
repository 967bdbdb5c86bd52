// Numbers as people read them: 500m, 12.5 cores, 1.5Ti, 3.2ms, 1h 5m, 41.2 %. Knows units, nothing of what is counted.
// Imitates kubectl's quantities (binary suffixes without a B) and never depends on the machine's language.

import { groupDigits, groupedCount } from "../base/grouped-count.ts";

export const SECONDS_PER_HOUR = 3_600;

/** What stands where there is no figure. */
export const NO_FIGURE = "–";

const MOST_PRICE_DECIMALS = 6;

/** A count: whole numbers in groups of three; from a million on in millions or billions. */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return NO_FIGURE;
  const size = Math.abs(count);
  if (size >= 1e9) return `${threeDigits(count / 1e9)}G`;
  if (size >= 1e6) return `${threeDigits(count / 1e6)}M`;
  return Number.isInteger(count) || size >= 1_000 ? groupedCount(count) : shortDecimal(count);
}

/** Every digit of a count, in groups of three, with at most three decimals. */
export function formatExactCount(count: number): string {
  if (!Number.isFinite(count)) return NO_FIGURE;
  const [whole = "0", decimals] = trimZeros(count.toFixed(3)).split(".");
  return decimals === undefined ? groupedCount(Number(whole)) : `${groupDigits(whole)}.${decimals}`;
}

/** CPU: below one core in millicores (`500m`), else in cores (`12.5`, `1,204`). */
export function formatCores(cores: number): string {
  if (!Number.isFinite(cores)) return NO_FIGURE;
  const milli = Math.round(cores * 1_000);
  if (Math.abs(milli) < 1_000) return milli === 0 ? "0" : `${milli}m`;
  return Math.abs(cores) >= 999.95 ? groupedCount(cores) : trimZeros(cores.toFixed(1));
}

const BINARY_SUFFIXES = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** Memory and storage with Kubernetes' binary suffixes: `512Mi`, `1.5Ti`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return NO_FIGURE;
  let amount = bytes;
  let step = 0;
  while (step < BINARY_SUFFIXES.length - 1 && Math.abs(Number(amount.toPrecision(4))) >= 1_024) {
    amount /= 1_024;
    step += 1;
  }
  const text = step === 0 ? String(Math.round(amount)) : threeDigits(amount);
  return `${text}${BINARY_SUFFIXES[step] ?? ""}`;
}

/** A span of time in its two largest fitting units: `850µs`, `3.2ms`, `12.4s`, `1h 5m`, `149d 3h`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return NO_FIGURE;
  if (seconds < 0) return `-${formatSeconds(-seconds)}`;
  if (seconds === 0) return "0s";
  const microseconds = seconds * 1e6;
  if (microseconds < 999.5) return `${threeDigits(microseconds)}µs`;
  if (microseconds < 999_500) return `${threeDigits(microseconds / 1e3)}ms`;
  if (seconds < 59.95) return `${threeDigits(seconds)}s`;
  return formatLongSpan(Math.round(seconds));
}

function formatLongSpan(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return twoParts(minutes, "m", seconds % 60, "s");
  const wholeMinutes = Math.round(seconds / 60);
  const hours = Math.floor(wholeMinutes / 60);
  if (hours < 48) return twoParts(hours, "h", wholeMinutes % 60, "m");
  const wholeHours = Math.round(seconds / SECONDS_PER_HOUR);
  return twoParts(Math.floor(wholeHours / 24), "d", wholeHours % 24, "h");
}

function twoParts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${groupedCount(large)}${largeUnit}` : `${groupedCount(large)}${largeUnit} ${small}${smallUnit}`;
}

/** A moment of a run, to the second however late it is: `10.5s`, `6h 0m 15s`, `2d`. */
export function formatMoment(seconds: number): string {
  if (!(seconds >= SECONDS_PER_HOUR && Number.isFinite(seconds))) return formatSeconds(seconds);
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / SECONDS_PER_HOUR) % 24, "h"],
    [Math.floor(whole / 60) % 60, "m"],
    [whole % 60, "s"],
  ] as const;
  const isThere = ([amount]: (typeof parts)[number]): boolean => amount > 0;
  const told = parts.slice(parts.findIndex(isThere), parts.findLastIndex(isThere) + 1);
  return told.map(([amount, unit]) => `${groupedCount(amount)}${unit}`).join(" ");
}

/** A ratio as percent with one decimal; 0.0% and 100.0% stand only for exactly nothing and exactly all. */
export function formatPercent(ratio: number): string {
  return Number.isFinite(ratio) ? `${percentDigits(ratio)}%` : NO_FIGURE;
}

function percentDigits(ratio: number): string {
  const text = (ratio * 100).toFixed(1);
  if (text === "100.0" && ratio < 1) return ">99.9";
  if (text === "0.0" && ratio > 0) return "<0.1";
  return text === "-0.0" ? "0.0" : text;
}

/** An amount in the unit that a result names: `cores`, `bytes`, `seconds`, `ratio`, or a count of something. */
export function formatAmount(amount: number, unit: string): string {
  switch (unit) {
    case "cores":
      return formatCores(amount);
    case "bytes":
      return formatBytes(amount);
    case "seconds":
      return formatSeconds(amount);
    case "ratio":
      return formatPercent(amount);
    default:
      return formatCount(amount);
  }
}

/** Decimals of a price: two, and of what is small so many that two digits count, as prices of an hour of one pod are. */
export function priceDecimals(price: number): number {
  const size = Math.abs(price);
  return size >= 0.1 || size === 0 ? 2 : Math.min(MOST_PRICE_DECIMALS, 1 - Math.floor(Math.log10(size)));
}

/** About three significant digits: 3.14, 31.4, 314; trailing zeros left out. */
function threeDigits(amount: number): string {
  const size = Math.abs(amount);
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return trimZeros(amount.toFixed(decimals));
}

function shortDecimal(amount: number): string {
  return Math.abs(amount) >= 0.01 ? trimZeros(amount.toFixed(2)) : String(Number(amount.toPrecision(2)));
}

function trimZeros(decimal: string): string {
  const trimmed = decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
  return trimmed === "-0" ? "0" : trimmed;
}
