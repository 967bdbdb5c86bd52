// All chance of one run: a stream for each named purpose, derived from the run's seed. A purpose that is
// added shifts no draw of another, and two runs with the same seed meet the same chance in each purpose.

import type { Snapshot, Snapshotable } from "../snapshot.ts";

import { EntityDraws } from "./entity-draws.ts";
import { RandomStream } from "./random-stream.ts";

/** The random streams of a run by name. */
export class RandomStreams implements Snapshotable {
  readonly seed: string;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: string) {
    this.seed = seed;
  }

  /** The stream of a purpose, e.g. `arrivals/web`: the same object each time it is asked for. */
  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = new RandomStream(this.seed, name);
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /** Draws by entity for a purpose; has no state and shares nothing with the stream of the same name. */
  entityDraws(purpose: string): EntityDraws {
    return new EntityDraws(this.seed, `entities/${purpose}`);
  }

  /** One part for each stream that was asked for, by its name. */
  snapshot(): Snapshot {
    return Object.fromEntries([...this.#streams].map(([name, stream]) => [name, stream.snapshot()["state"]!]));
  }

  /** Streams that the snapshot does not know had drawn nothing when it was taken, and start anew. */
  restore(saved: Snapshot): void {
    for (const [name, stream] of this.#streams) {
      stream.restore(
        Object.hasOwn(saved, name) ? { state: saved[name]! } : new RandomStream(this.seed, name).snapshot(),
      );
    }
    for (const [name, state] of Object.entries(saved)) {
      if (!this.#streams.has(name)) this.stream(name).restore({ state });
    }
  }
}
