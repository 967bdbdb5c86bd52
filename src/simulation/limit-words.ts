// Figures in the sentences of a result: counts, shares and spans of time, in plain text.

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;

/** One decimal; a part that is none is not called nothing, nor all. */
export function percentText(share: number): string {
  const text = (100 * share).toFixed(1);
  if (text === "0.0" && share > 0) return "<0.1%";
  if (text === "100.0" && share < 1) return ">99.9%";
  return `${text}%`;
}

/** `850ms`, `12.4s`, `5m 15s`, `2h 5m`. */
export function spanText(seconds: number): string {
  if (seconds < 1) return `${Number((1000 * seconds).toPrecision(3))}ms`;
  if (seconds < SECONDS_PER_MINUTE) return `${Number(seconds.toFixed(1))}s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / SECONDS_PER_HOUR),
    Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE),
    whole % SECONDS_PER_MINUTE,
  ];
  const parts =
    hours > 0 ? [`${hours}h`, ...(minutes > 0 ? [`${minutes}m`] : [])] : [`${minutes}m`, ...secondsPart(rest)];
  return parts.join(" ");
}

function secondsPart(seconds: number): readonly string[] {
  return seconds > 0 ? [`${seconds}s`] : [];
}
