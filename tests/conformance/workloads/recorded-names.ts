// Names as the records write them: the first ReplicaSet that a Deployment web made is `web-h1` whatever its hash, and the first
// ControllerRevision of db is `db-r1`.

import { controllerOf } from "../../../src/components/controllers/owner-references.ts";
import type { StorageChange } from "./api-storage.ts";

interface Renamed {
  readonly real: string;
  readonly recorded: string;
}

export class RecordedNames {
  readonly #names: Renamed[] = [];
  readonly #hashes = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** An object that comes may get a name of the records' kind. */
  hear({ type, kind, object }: StorageChange): void {
    if (type !== "added") return;
    const { metadata } = object;
    const owner = controllerOf(metadata)?.name;
    const hash = metadata.labels?.["pod-template-hash"];
    if (kind === "ReplicaSet" && owner !== undefined && hash !== undefined) {
      this.#count("h", owner, metadata.name!, hash);
    } else if (kind === "ControllerRevision" && owner !== undefined) {
      this.#count("r", owner, metadata.name!, metadata.name!.slice(owner.length + 1));
    }
  }

  /** `web-$HASH` stands for the name that web's first ReplicaSet would have. */
  placeholder(real: string, recorded: string): void {
    this.#names.push({ real, recorded });
  }

  /** A text with the records' names in it. */
  recorded(text: string): string {
    const whole = this.#hashes.get(text);
    if (whole !== undefined) return whole;
    let renamed = text;
    for (const { real, recorded } of this.#names) renamed = renamed.replaceAll(real, recorded);
    return renamed;
  }

  /** The name here of what the records call so. */
  real(text: string): string {
    let named = text;
    for (const { real, recorded } of this.#names) {
      if (named === recorded || named.startsWith(`${recorded}-`)) named = real + named.slice(recorded.length);
    }
    return named;
  }

  /** Every text in a value. */
  recordedIn(value: unknown): unknown {
    if (typeof value === "string") return this.recorded(value);
    if (Array.isArray(value)) return value.map((item) => this.recordedIn(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.recorded(key), this.recordedIn(inner)]),
    );
  }

  #count(letter: "h" | "r", owner: string, real: string, hash: string | undefined): void {
    if (this.#names.some((renamed) => renamed.real === real)) return;
    const key = `${letter} ${owner}`;
    const number = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, number);
    this.#names.push({ real, recorded: `${owner}-${letter}${number}` });
    if (hash !== undefined) this.#hashes.set(hash, `${letter}${number}`);
  }
}
