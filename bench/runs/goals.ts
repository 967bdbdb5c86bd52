// Goals that several benchmarks of runs share.

import type { Figure, Goal } from "../benchmark.ts";

export function atMostSeconds(caseName: string, variantName: string, seconds: number): Goal {
  const text = `${caseName}: ${variantName} in at most ${seconds} s of CPU time`;
  return onFigure(text, caseName, variantName, ({ cpuSeconds }) => cpuSeconds !== null && cpuSeconds <= seconds);
}

export function atMostMb(caseName: string, variantName: string, mb: number): Goal {
  const text = `${caseName}: ${variantName} in at most ${mb} MB`;
  return onFigure(text, caseName, variantName, ({ peakMb }) => peakMb !== null && peakMb <= mb);
}

export function atLeastPerSecond(caseName: string, variantName: string, perSecond: number): Goal {
  const text = `${caseName}: ${variantName} at least ${perSecond.toLocaleString("en")} a second of CPU time`;
  return onFigure(text, caseName, variantName, ({ nsPerOperation }) => 1e9 / nsPerOperation >= perSecond);
}

/** An operation of one case may cost at most so many times what it costs in another. */
export function atMostTimesDearer(caseName: string, thanCaseName: string, variantName: string, times: number): Goal {
  return {
    text: `${caseName}: ${variantName} at most ${times} times as dear as with ${thanCaseName}`,
    isMet: (figureOf) => {
      const [dear, cheap] = [figureOf(caseName, variantName), figureOf(thanCaseName, variantName)];
      return dear && cheap ? dear.nsPerOperation <= times * cheap.nsPerOperation : null;
    },
  };
}

/** One case may take at most so many times the CPU time of another. */
export function atMostTimesTheTime(caseName: string, thanCaseName: string, variantName: string, times: number): Goal {
  return {
    text: `${caseName}: ${variantName} in at most ${times} times the CPU time of ${thanCaseName}`,
    isMet: (figureOf) => {
      const long = figureOf(caseName, variantName)?.cpuSeconds ?? null;
      const short = figureOf(thanCaseName, variantName)?.cpuSeconds ?? null;
      return long === null || short === null ? null : long <= times * short;
    },
  };
}

function onFigure(text: string, caseName: string, variantName: string, holds: (figure: Figure) => boolean): Goal {
  return {
    text,
    isMet: (figureOf) => {
      const figure = figureOf(caseName, variantName);
      return figure === undefined ? null : holds(figure);
    },
  };
}
