// One line for each pod of a case: how it ended, and when what happened to it.

interface Line {
  readonly pod: string;
  readonly uid: string;
  state: string;
  node?: string;
  attempts: number;
  readonly createdUs: number;
  queuedUs?: number;
  boundUs?: number;
  goneUs?: number;
}

export class PodLines {
  readonly #lines = new Map<number, Line>();
  readonly #activeUs = new Map<number, number>();
  readonly #named = new Map<string, number>();

  created(pod: number, name: string, createdUs: number): void {
    const count = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, count);
    const uid = `uid-${name.split("/").at(-1)!}${count === 1 ? "" : `-${count}`}`;
    this.#lines.set(pod, { pod: name, uid, state: "pending", attempts: 0, createdUs });
  }

  uidOf(pod: number): string {
    return this.#lines.get(pod)!.uid;
  }

  nodeOf(pod: number): string | undefined {
    return this.#lines.get(pod)!.node;
  }

  attempted(pod: number): void {
    const line = this.#lines.get(pod)!;
    line.attempts += 1;
    // The recorder reads it when the pod is taken out of the queue.
    line.queuedUs ??= this.#activeUs.get(pod)!;
  }

  queued(pod: number, atUs: number): void {
    if (!this.#activeUs.has(pod)) this.#activeUs.set(pod, atUs);
  }

  isOn(pod: number, node: string): void {
    const line = this.#lines.get(pod)!;
    line.node = node;
    line.state = "bound";
  }

  bound(pod: number, atUs: number): void {
    this.#lines.get(pod)!.boundUs = atUs;
  }

  sliUs(pod: number): number | undefined {
    const { boundUs, queuedUs } = this.#lines.get(pod)!;
    return boundUs === undefined || queuedUs === undefined ? undefined : boundUs - queuedUs;
  }

  isTerminating(pod: number): void {
    this.#lines.get(pod)!.state = "terminating";
  }

  isFinished(pod: number): boolean {
    return this.#lines.get(pod)!.state === "finished";
  }

  finished(pod: number, atUs: number): void {
    Object.assign(this.#lines.get(pod)!, { state: "finished", goneUs: atUs });
  }

  gone(pod: number, atUs: number): void {
    Object.assign(this.#lines.get(pod)!, { state: "gone", goneUs: atUs });
  }

  /** `isGated` and `nominationOf`: of pods that wait. */
  described(
    isGated: (pod: number) => boolean,
    nominationOf: (pod: number) => string | undefined,
  ): readonly Readonly<Record<string, unknown>>[] {
    return [...this.#lines].map(([pod, { uid: _uid, ...line }]) => {
      const sliUs = this.sliUs(pod);
      const state = line.state === "pending" && isGated(pod) ? "gated" : line.state;
      const nominatedNodeName = line.state === "pending" ? nominationOf(pod) : undefined;
      return {
        ...line,
        state,
        ...(sliUs === undefined ? {} : { sliUs }),
        ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }),
      };
    });
  }
}
