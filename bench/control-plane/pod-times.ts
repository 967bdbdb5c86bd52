// When each pod of the control plane's world reached each stage, and figures of that, as the measurements give them.

export type Stage =
  "sent" | "created" | "createAnswered" | "attempt" | "bindSent" | "bound" | "boundAnswered" | "ready";

export class PodTimes {
  /** By pod; nothing where it was not reached. */
  readonly #atUs = new Map<Stage, (number | undefined)[]>();
  onCreated: (pod: number) => void = () => undefined;

  reach(stage: Stage, pod: number, atUs: number): void {
    let column = this.#atUs.get(stage);
    if (column === undefined) this.#atUs.set(stage, (column = []));
    column[pod] = atUs;
  }

  /** The spans from one stage to another, ascending, of pods that reached both. */
  spans(from: Stage, to: Stage): readonly number[] {
    const starts = this.#atUs.get(from) ?? [];
    const ends = this.#atUs.get(to) ?? [];
    const spans = starts.flatMap((start, pod) => {
      const end = ends[pod];
      return start === undefined || end === undefined ? [] : [end - start];
    });
    return spans.toSorted((a, b) => a - b);
  }

  /** The moments of a stage, ascending. */
  moments(stage: Stage): readonly number[] {
    return (this.#atUs.get(stage) ?? []).filter((at) => at !== undefined).toSorted((a, b) => a - b);
  }

  /** Pods a second that reach a stage, from a tenth to nine tenths of them. */
  rate(stage: Stage): number {
    const moments = this.moments(stage);
    const from = moments[Math.floor(0.1 * moments.length)]!;
    const to = moments[Math.floor(0.9 * moments.length) - 1]!;
    return (0.8 * moments.length * 1_000_000) / (to - from);
  }
}

/** The value that a share of an ascending list does not exceed. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))]!;
}
