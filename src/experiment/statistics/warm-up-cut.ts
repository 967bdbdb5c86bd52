// Where the warm-up of a series ends: the cut after which the mean is told most precisely.
// Source: White, Cobb and Spratt 2000, A comparison of five steady-state truncation heuristics for simulation (MSER-5), Winter
// Simulation Conference; Hoad, Robinson and Davies 2010, Automating warm-up length estimation, J. Operational Research Society 61.

/** Values that are put together before a cut is looked for: the 5 of MSER-5. */
const VALUES_PER_BATCH = 5;
/** With fewer batches every cut is chance. */
const BATCHES_MIN = 10;
/** Batches that stay at least: a few equal values at the end have no spread, and would win against everything. */
const BATCHES_LEFT_MIN = 5;

export type WarmUpCut =
  /** So many values at the front belong to the warm-up. */
  | { readonly kind: "cut"; readonly values: number }
  /** The best cut lies in the last half, or there are too few values: nothing has settled. */
  | { readonly kind: "too-short" };

/** The cut of a series in order, by MSER-5; the earliest of equally good ones. */
export function warmUpCut(series: Float64Array): WarmUpCut {
  const means = fives(series);
  if (means.length < BATCHES_MIN || means.some((mean) => !Number.isFinite(mean))) return { kind: "too-short" };
  const cut = bestCut(means);
  return 2 * cut < means.length ? { kind: "cut", values: cut * VALUES_PER_BATCH } : { kind: "too-short" };
}

/** Value by value over several series; as long as the shortest of them. */
export function averagedSeries(series: readonly Float64Array[]): Float64Array {
  const length = series.reduce((shortest, one) => Math.min(shortest, one.length), series[0]?.length ?? 0);
  return Float64Array.from({ length }, (_, at) => series.reduce((sum, values) => sum + values[at]!, 0) / series.length);
}

function fives(series: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.floor(series.length / VALUES_PER_BATCH) }, (_, batch) => {
    const values = series.subarray(batch * VALUES_PER_BATCH, (batch + 1) * VALUES_PER_BATCH);
    return values.reduce((sum, value) => sum + value, 0) / VALUES_PER_BATCH;
  });
}

/** The number of batches to leave out so that (sum of squared deviations) / count² of the rest is least. */
function bestCut(means: Float64Array): number {
  let best = 0;
  let least = Infinity;
  let mean = 0;
  let squares = 0;
  // From the end, so that each rest is the last one and one value more (Welford's sums).
  for (let cut = means.length - 1; cut >= 0; cut -= 1) {
    const count = means.length - cut;
    const deviation = means[cut]! - mean;
    mean += deviation / count;
    squares += deviation * (means[cut]! - mean);
    if (count >= BATCHES_LEFT_MIN && squares / (count * count) <= least) {
      least = squares / (count * count);
      best = cut;
    }
  }
  return best;
}
