// Keys whose looks are not made as long as nothing happens.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { RestingKeys } from "../../../src/components/controllers/resting-keys.ts";

const PERIOD_US = 10;

/** Lets in what is due until a moment, as a loop would; each look finds the key at rest again. */
class Looks {
  readonly resting = new RestingKeys(PERIOD_US);
  /** By key: moments of looks that were made. */
  readonly made = new Map<string, number[]>();
  /** The same of those that were passed over. */
  readonly passed = new Map<string, number[]>();

  begin(key: string, nowUs: number): void {
    this.made.set(key, [nowUs]);
    this.passed.set(key, []);
    this.resting.rest(key, nowUs, Infinity);
  }

  go(fromUs: number, untilUs: number): void {
    let nowUs = fromUs;
    for (;;) {
      const dueUs = this.resting.nextDueUs(nowUs, false);
      if (dueUs === undefined || dueUs > untilUs) return;
      nowUs = dueUs;
      this.#look(nowUs);
    }
  }

  #look(nowUs: number): void {
    const away: string[] = [];
    this.resting.letIn(nowUs, (key, firstUs, lastUs) => {
      for (let us = firstUs; us <= lastUs; us += PERIOD_US) this.passed.get(key)!.push(us);
      away.push(key);
    });
    for (const key of away) {
      this.made.get(key)!.push(nowUs);
      this.resting.rest(key, nowUs, Infinity);
    }
  }
}

describe("keys at rest", () => {
  it("are not due until something happens", () => {
    const resting = new RestingKeys(PERIOD_US);
    resting.rest("a", 3, Infinity);
    expect(resting.nextDueUs(3, false)).toBeUndefined();
    resting.stir(25);
    expect(resting.nextDueUs(25, false)).toBe(33);
  });

  it("are due again at their first look from the end of their rest on, whatever happens", () => {
    const resting = new RestingKeys(PERIOD_US);
    resting.rest("a", 3, 31);
    resting.rest("b", 7, 17);
    expect(resting.nextDueUs(8, false)).toBe(17);
    const passed: unknown[] = [];
    resting.letIn(17, (...looks) => passed.push(looks));
    expect(passed).toEqual([["b", 17, 7]]);
    expect(resting.nextDueUs(17, false)).toBe(33);
    resting.rest("b", 17, Infinity);
    const copy = new RestingKeys(PERIOD_US);
    copy.restore(resting.saved());
    expect(copy.nextDueUs(18, false)).toBe(33);
    resting.leave("a");
    expect(resting.nextDueUs(18, false)).toBeUndefined();
  });

  it("rest anew from each look on, with an end or without", () => {
    const resting = new RestingKeys(PERIOD_US);
    resting.rest("a", 3, 5);
    expect(resting.nextDueUs(3, false)).toBe(13);
    resting.rest("a", 13, 40);
    expect(resting.nextDueUs(13, false)).toBe(43);
    resting.rest("a", 23, Infinity);
    expect(resting.nextDueUs(23, false)).toBeUndefined();
  });

  it("are due each period where no worker is free for them", () => {
    const resting = new RestingKeys(PERIOD_US);
    resting.rest("a", 3, Infinity);
    expect(resting.nextDueUs(4, true)).toBe(13);
    expect(resting.nextDueUs(14, true)).toBe(23);
  });

  it("are looked at once more each after something happened, and tell of the looks before", () => {
    const looks = new Looks();
    looks.begin("a", 3);
    looks.begin("b", 7);
    looks.resting.stir(25);
    looks.go(25, 100);
    expect(looks.made).toEqual(
      new Map([
        ["a", [3, 33]],
        ["b", [7, 27]],
      ]),
    );
    expect(looks.passed).toEqual(
      new Map([
        ["a", [13, 23]],
        ["b", [17]],
      ]),
    );
  });

  it("are away until they rest again, from another moment on if it was late", () => {
    const resting = new RestingKeys(PERIOD_US);
    resting.rest("a", 3, Infinity);
    resting.stir(12);
    resting.letIn(13, () => {});
    expect(resting.dueUs("a", 13)).toBeUndefined();
    expect(resting.nextDueUs(13, true)).toBeUndefined();
    resting.rest("a", 15, Infinity);
    expect(resting.dueUs("a", 15)).toBe(25);
  });

  it("come in the order in which they came to rest where they are due together", () => {
    const resting = new RestingKeys(PERIOD_US);
    for (const key of ["c", "a", "b"]) resting.rest(key, 5, Infinity);
    const letIn: string[] = [];
    resting.letIn(15, (key) => letIn.push(key));
    expect(letIn).toEqual(["c", "a", "b"]);
  });

  it("say since when looks were not made when they leave", () => {
    const resting = new RestingKeys(PERIOD_US);
    resting.rest("a", 3, Infinity);
    expect(resting.leave("a")).toBe(13);
    expect(resting.leave("a")).toBeUndefined();
    expect(resting.size).toBe(0);
  });

  it("are looked at or passed over at each of their moments, and looked at after whatever happens", () => {
    const steps = fc.array(fc.record({ waitUs: fc.nat(35), key: fc.option(fc.constantFrom("a", "b", "c", "d")) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (happenings) => {
        const looks = new Looks();
        const stirs: number[] = [];
        let nowUs = 0;
        for (const { waitUs, key } of happenings) {
          looks.go(nowUs, nowUs + waitUs);
          nowUs += waitUs;
          if (key !== null && !looks.made.has(key)) looks.begin(key, nowUs);
          else {
            looks.resting.stir(nowUs);
            stirs.push(nowUs);
          }
        }
        const untilUs = nowUs + 3 * PERIOD_US;
        looks.go(nowUs, untilUs);
        looks.resting.stir(untilUs);
        looks.go(untilUs, untilUs + PERIOD_US);
        for (const [key, made] of looks.made) {
          const all = [...made, ...looks.passed.get(key)!].toSorted((left, right) => left - right);
          expect(all).toEqual(Array.from(all, (_, look) => made[0]! + look * PERIOD_US));
          const isSeen = (us: number) => made.some((atUs) => atUs >= us && atUs <= us + PERIOD_US);
          expect(stirs.filter((us) => us >= made[0]!).every(isSeen)).toBe(true);
        }
      }),
      { seed: 20260301, numRuns: 300 },
    );
  });

  it("go on in a copy as they would have", () => {
    const resting = new RestingKeys(PERIOD_US);
    for (const [key, atUs] of [["a", 3] as const, ["b", 13] as const, ["c", 8] as const])
      resting.rest(key, atUs, Infinity);
    resting.stir(16);
    resting.letIn(18, () => {});
    const copy = new RestingKeys(PERIOD_US);
    copy.restore(structuredClone(resting.saved()));
    expect(copy.saved()).toEqual(resting.saved());
    expect(copy.nextDueUs(18, false)).toBe(resting.nextDueUs(18, false));
  });
});
