// What the published files hold of a run: allocated and fragmented GPUs as the offered load grows, one figure a percent.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (experiments/analysis/merge_*_discrete.py).

/** The cluster after one more pod was offered, in thousandths of GPUs. */
export interface Offered {
  /** Asked for by all pods so far, by those too that found no room. */
  readonly arrivedMilli: number;
  readonly allocatedMilli: number;
  readonly fragmentedMilli: number;
}

/** Percent of all GPUs by percent offered; a step that no pod came near to is undefined. */
export interface AllocationCurve {
  readonly allocatedPercent: readonly (number | undefined)[];
  readonly fragmentedPercent: readonly (number | undefined)[];
  /** Of the GPUs that are idle. */
  readonly fragmentedPercentOfIdle: readonly (number | undefined)[];
}

/** Sums of one step. */
class Step {
  #count = 0;
  #allocated = 0;
  #fragmented = 0;
  #ofIdle = 0;

  add(allocated: number, fragmented: number, ofIdle: number): void {
    this.#count += 1;
    this.#allocated += allocated;
    this.#fragmented += fragmented;
    this.#ofIdle += ofIdle;
  }

  take(other: Step): void {
    this.#count += other.#count;
    this.#allocated += other.#allocated;
    this.#fragmented += other.#fragmented;
    this.#ofIdle += other.#ofIdle;
  }

  get count(): number {
    return this.#count;
  }

  means(): { readonly allocated: number; readonly fragmented: number; readonly ofIdle: number } {
    const mean = (sum: number) => toHundredths(sum / this.#count);
    return { allocated: mean(this.#allocated), fragmented: mean(this.#fragmented), ofIdle: mean(this.#ofIdle) };
  }
}

/** Each pod counts for the percent that is nearest to what has arrived with it. */
export function curveOf(points: Iterable<Offered>, totalMilli: number, lastPercent: number): AllocationCurve {
  const percent = (milli: number) => (100 * milli) / totalMilli;
  const steps = Array.from({ length: lastPercent + 1 }, () => new Step());
  for (const { arrivedMilli, allocatedMilli, fragmentedMilli } of points) {
    const step = steps[toEven(percent(arrivedMilli))];
    const idleMilli = totalMilli - allocatedMilli;
    const ofIdle = idleMilli === 0 ? 0 : (100 * fragmentedMilli) / idleMilli;
    step?.add(toHundredths(percent(allocatedMilli)), percent(fragmentedMilli), ofIdle);
  }
  const means = steps.map((step, at) => meansOf(step.count > 0 ? step : around(steps, at)));
  return {
    allocatedPercent: means.map((mean) => mean?.allocated),
    fragmentedPercent: means.map((mean) => mean?.fragmented),
    fragmentedPercentOfIdle: means.map((mean) => mean?.ofIdle),
  };
}

/** An empty step takes its neighbours' pods. */
function around(steps: readonly Step[], at: number): Step {
  const both = new Step();
  for (const neighbour of [steps[at - 1], steps[at + 1]]) if (neighbour !== undefined) both.take(neighbour);
  return both;
}

function meansOf(step: Step): ReturnType<Step["means"]> | undefined {
  return step.count === 0 ? undefined : step.means();
}

/** Halves go to the even neighbour, as in numpy. */
function toEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function toHundredths(value: number): number {
  return toEven(value * 100) / 100;
}
