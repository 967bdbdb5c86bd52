// Events of a client: one at a time, and few about one object.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { RecordedEvent } from "../../../src/cluster/change.ts";
import { EventRecorder } from "../../../src/components/api-server/event-recorder.ts";

const SECOND = 1_000_000;

function eventAbout(name: string): RecordedEvent {
  return {
    kind: "ReplicaSet",
    namespace: "default",
    name,
    type: "Normal",
    reason: "SuccessfulCreate",
    message: "made",
  };
}

/** A recorder at a moment that can be set, and what it has said and posted. */
function made() {
  const [said, posted]: [string[], string[]] = [[], []];
  const clock = { us: 0 };
  const recorder = new EventRecorder(
    ({ name }) => said.push(name),
    ({ name }) => posted.push(name),
    () => moment(clock.us),
  );
  return { said, posted, clock, recorder };
}

describe("events", () => {
  it("wait for the answer to the one before", () => {
    const { said, posted, recorder } = made();
    for (const name of ["a", "b"]) recorder.record(eventAbout(name));
    expect(said).toEqual(["a", "b"]);
    expect(posted).toEqual(["a"]);
    recorder.done();
    expect(posted).toEqual(["a", "b"]);
  });

  it("are 25 about one object, and then one in five minutes", () => {
    const { said, posted, clock, recorder } = made();
    for (let number = 0; number < 100; number += 1) recorder.record(eventAbout("web"));
    expect(said.length).toBe(100);
    for (let number = 0; number < 100; number += 1) recorder.done();
    expect(posted.length).toBe(25);
    clock.us = 600 * SECOND;
    for (let number = 0; number < 100; number += 1) recorder.record(eventAbout("web"));
    for (let number = 0; number < 100; number += 1) recorder.done();
    expect(posted.length).toBe(27);
  });

  it("about one object leave those about others alone", () => {
    const { posted, recorder } = made();
    for (let number = 0; number < 60; number += 1) recorder.record(eventAbout(number % 2 === 0 ? "a" : "b"));
    for (let number = 0; number < 60; number += 1) recorder.done();
    expect(posted.filter((name) => name === "b").length).toBe(25);
  });

  it("are dropped where a thousand wait", () => {
    const { said, posted, recorder } = made();
    for (let number = 0; number < 2000; number += 1) recorder.record(eventAbout(`o${number}`));
    expect(said.length).toBe(2000);
    for (let number = 0; number < 2000; number += 1) recorder.done();
    expect(posted.length).toBe(1001);
  });

  it("come back from a snapshot", () => {
    const { recorder } = made();
    for (let number = 0; number < 30; number += 1) recorder.record(eventAbout("web"));
    const again = made();
    again.recorder.restore(recorder.snapshot());
    for (let number = 0; number < 40; number += 1) again.recorder.done();
    expect(again.posted.length).toBe(24);
  });
});
