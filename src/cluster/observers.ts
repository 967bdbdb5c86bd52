// Who hears of changes, in the order in which they came: for each kind of change, those whom it concerns. Most changes concern
// few, and a change is told to everybody many millions of times in a run.

import type { Change, ClusterObserver, Delta } from "./change.ts";

type Kind = Change["kind"];

export class Observers {
  readonly #all: ClusterObserver[] = [];
  /** Found out when the first change of the kind is told. */
  readonly #byKind = new Map<Kind, readonly ClusterObserver[]>();

  add(observer: ClusterObserver): void {
    this.#all.push(observer);
    this.#byKind.clear();
  }

  tell(delta: Delta): void {
    const { kind } = delta.change;
    const observers = this.#byKind.get(kind) ?? this.#find(kind);
    for (let place = 0; place < observers.length; place += 1) observers[place]!.hear(delta);
  }

  #find(kind: Kind): readonly ClusterObserver[] {
    const observers = this.#all.filter(({ concerns }) => concerns === undefined || concerns.has(kind));
    this.#byKind.set(kind, observers);
    return observers;
  }
}
