// Two names joined by a slash, as `namespace/name`: the same two give the very same text, which need not be put together and hashed
// again by each table that is asked about it. Pure to those who use it.

const USUAL_MOST = 20_000;

export class JoinedNames {
  readonly #most: number;
  readonly #joined = new Map<string, Map<string, string>>();
  #count = 0;
  /** The first name that was asked about last, and what is joined to it: namespaces are asked about again and again. */
  #latest: string | undefined;
  #ofLatest = new Map<string, string>();
  /** The second that was asked about last with that first, and the text of both: whoever hears of an object wants its key. */
  #second: string | undefined;
  #text = "";

  /** `most`: when so many are known, they are forgotten. */
  constructor(most = USUAL_MOST) {
    this.#most = most;
  }

  of(first: string, second: string): string {
    if (first !== this.#latest) {
      const ofFirst = this.#joined.get(first);
      this.#second = undefined;
      if (ofFirst === undefined) return this.#join(first, second);
      this.#latest = first;
      this.#ofLatest = ofFirst;
    } else if (second === this.#second) return this.#text;
    this.#second = second;
    this.#text = this.#ofLatest.get(second) ?? this.#join(first, second);
    return this.#text;
  }

  #join(first: string, second: string): string {
    if (this.#count === this.#most) {
      this.#joined.clear();
      this.#count = 0;
    }
    let ofFirst = this.#joined.get(first);
    if (ofFirst === undefined) this.#joined.set(first, (ofFirst = new Map<string, string>()));
    this.#latest = first;
    this.#ofLatest = ofFirst;
    const text = `${first}/${second}`;
    ofFirst.set(second, text);
    this.#count += 1;
    return text;
  }
}
