// The three places where a pod waits for an attempt: active, backing off, or set aside until something helps it.
// Imitates pkg/scheduler/backend/queue, v1.36: with SchedulerPopFromBackoffQ on, backoffs end on whole seconds, and a pod
// that backs off from a refusal is taken early if nothing else waits.

import TinyQueue from "tinyqueue";

import type { PodObject } from "./objects.ts";

const SECOND_US = 1_000_000;
const FORGOTTEN_AFTER_US = 300 * SECOND_US;

/** A pod in the queue, with how it came there. */
interface Waiting {
  readonly pod: PodObject;
  readonly sinceUs: number;
  readonly ticket: number;
  /** The second in which its backoff ends; it is over from the next one on. */
  readonly backoffEnds: number;
  /** Plugins that refused it. */
  readonly refusedBy: ReadonlySet<string>;
  /** The state of the cluster on which its attempt ended in an error; 0 if it did not. */
  readonly failedOn: number;
}

interface Failures {
  refusals: number;
  errorsInARow: number;
}

const NOBODY: ReadonlySet<string> = new Set();

export class WaitingPods {
  readonly #initialSeconds: number;
  readonly #maxSeconds: number;
  readonly #active = new TinyQueue<Waiting>([], inQueueOrder);
  readonly #backingOff = new TinyQueue<Waiting>([], (a, b) => a.backoffEnds - b.backoffEnds || inQueueOrder(a, b));
  readonly #afterErrors = new TinyQueue<Waiting>([], (a, b) => a.backoffEnds - b.backoffEnds || a.ticket - b.ticket);
  readonly #setAside = new Set<Waiting>();
  readonly #failures = new Map<PodObject, Failures>();
  #tickets = 0;

  constructor(initialSeconds: number, maxSeconds: number) {
    this.#initialSeconds = initialSeconds;
    this.#maxSeconds = maxSeconds;
  }

  get someBackOff(): boolean {
    return this.#backingOff.length + this.#afterErrors.length > 0;
  }

  /** The oldest state of the cluster on which a pod that backs off met an error. */
  get oldestFailedOn(): number | undefined {
    const states = this.#afterErrors.data.map(({ failedOn }) => failedOn);
    return states.length === 0 ? undefined : Math.min(...states);
  }

  get someAreSetAside(): boolean {
    return this.#setAside.size > 0;
  }

  /** A new pod. */
  add(pod: PodObject, nowUs: number): void {
    this.#active.push(this.#entry(pod, nowUs, 0, NOBODY, 0));
  }

  take(): PodObject | undefined {
    return (this.#active.pop() ?? this.#backingOff.pop())?.pod;
  }

  /** After a refusal; `helped`: something happened during the attempt that may help. */
  addRefused(pod: PodObject, nowUs: number, refusedBy: ReadonlySet<string>, helped: boolean): void {
    const failures = this.#failuresOf(pod);
    failures.refusals += 1;
    failures.errorsInARow = 0;
    const entry = this.#entry(pod, nowUs, failures.refusals, refusedBy, 0);
    if (helped) this.#backingOff.push(entry);
    else this.#setAside.add(entry);
  }

  /** `failedOn`: the state of the cluster that the attempt saw. */
  addAfterError(pod: PodObject, nowUs: number, failedOn: number): void {
    const failures = this.#failuresOf(pod);
    failures.errorsInARow += 1;
    this.#afterErrors.push(this.#entry(pod, nowUs, failures.errorsInARow, NOBODY, failedOn));
  }

  /** Something happened: pods that it helps wait with the others again. */
  wake(helps: (pod: PodObject, refusedBy: ReadonlySet<string>) => boolean, nowUs: number): void {
    this.#takeUp(
      [...this.#setAside].filter(({ pod, refusedBy }) => helps(pod, refusedBy)),
      nowUs,
    );
  }

  /** Pods that nothing has helped for five minutes are tried all the same. */
  takeUpForgotten(nowUs: number): void {
    this.#takeUp(
      [...this.#setAside].filter(({ sinceUs }) => nowUs - sinceUs > FORGOTTEN_AFTER_US),
      nowUs,
    );
  }

  /** Pods whose backoff is over become active. */
  endBackoffs(nowUs: number): void {
    for (const queue of [this.#backingOff, this.#afterErrors]) {
      while (queue.length > 0 && !backsOff(queue.peek()!, nowUs)) this.#active.push(queue.pop()!);
    }
  }

  #takeUp(entries: readonly Waiting[], nowUs: number): void {
    for (const entry of entries) {
      this.#setAside.delete(entry);
      (backsOff(entry, nowUs) ? this.#backingOff : this.#active).push(entry);
    }
  }

  #entry(pod: PodObject, sinceUs: number, failures: number, refusedBy: ReadonlySet<string>, failedOn: number): Waiting {
    this.#tickets += 1;
    const seconds = failures === 0 ? 0 : Math.min(this.#maxSeconds, this.#initialSeconds * 2 ** (failures - 1));
    const backoffEnds = Math.floor((sinceUs + seconds * SECOND_US) / SECOND_US);
    return { pod, sinceUs, ticket: this.#tickets, backoffEnds, refusedBy, failedOn };
  }

  #failuresOf(pod: PodObject): Failures {
    const failures = this.#failures.get(pod) ?? { refusals: 0, errorsInARow: 0 };
    this.#failures.set(pod, failures);
    return failures;
  }
}

function inQueueOrder(left: Waiting, right: Waiting): number {
  return right.pod.look.priority - left.pod.look.priority || left.sinceUs - right.sinceUs || left.ticket - right.ticket;
}

function backsOff({ backoffEnds }: Waiting, nowUs: number): boolean {
  return backoffEnds >= Math.floor(nowUs / SECOND_US);
}
