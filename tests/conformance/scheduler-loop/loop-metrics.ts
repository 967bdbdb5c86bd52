// The scheduler's own metrics over a case, counted as kube-scheduler counts them.

/** Attempts from this on share a label. */
const MANY_ATTEMPTS = 15;

export class LoopMetrics {
  readonly #results = new Map<string, number>();
  readonly #profiles = new Set<string>();
  readonly #incoming = new Map<string, number>();
  readonly #sli = new Map<string, { count: number; sumUs: number }>();
  readonly #attempts = [0, 0];
  readonly #victims = [0, 0];
  #preemptionAttempts = 0;

  queued(queue: string, event: string): void {
    add(this.#incoming, `${queue} ${event}`);
  }

  failed(profile: string, result: string): void {
    this.#count(profile, result);
  }

  scheduled(profile: string, attempts: number, sliUs: number): void {
    this.#count(profile, "scheduled");
    this.#attempts[0]! += 1;
    this.#attempts[1]! += attempts;
    const label = attempts >= MANY_ATTEMPTS ? `${MANY_ATTEMPTS}+` : `${attempts}`;
    const sli = this.#sli.get(label) ?? { count: 0, sumUs: 0 };
    sli.count += 1;
    sli.sumUs += sliUs;
    this.#sli.set(label, sli);
  }

  preemptionTried(victims: number): void {
    this.#preemptionAttempts += 1;
    if (victims === 0) return;
    this.#victims[0]! += 1;
    this.#victims[1]! += victims;
  }

  /** As the record has them; results are named with their profile where there are several. */
  described(): Readonly<Record<string, unknown>> {
    const one = this.#profiles.size <= 1;
    return {
      scheduleAttempts: Object.fromEntries(
        [...this.#results].map(([key, count]) => [one ? key.split("/")[1]! : key, count]),
      ),
      queueIncoming: [...this.#incoming].map(([key, count]) => {
        const [queue, event] = key.split(" ");
        return { queue, event, count };
      }),
      schedulingAttempts: this.#attempts,
      sli: [...this.#sli].map(([attempts, { count, sumUs }]) => ({ attempts, count, sumUs })),
      preemptionAttempts: this.#preemptionAttempts,
      preemptionVictims: this.#victims,
      // v1.36 forgets that a pod was flushed when it copies it before it is assumed.
      scheduledAfterFlush: 0,
    };
  }

  #count(profile: string, result: string): void {
    this.#profiles.add(profile);
    add(this.#results, `${profile}/${result}`);
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
