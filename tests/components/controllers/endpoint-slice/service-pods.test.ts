// What is known of the pods behind a Service.

import { describe, expect, it } from "vitest";

import { ServicePods } from "../../../../src/components/controllers/endpoint-slice/service-pods.ts";
import { webPod } from "./build-services.ts";

describe("the pods behind a Service", () => {
  it("are news when they come, get an address, get ready, are asked to go, and go", () => {
    const known = new ServicePods([webPod(1, { phase: "Pending", readySinceUs: undefined })]);
    expect(known.note(webPod(1, { phase: "Pending", readySinceUs: undefined }))).toBe(false);
    const unready = webPod(1, { readySinceUs: undefined });
    expect([known.note(unready), known.note(unready)]).toEqual([true, false]);
    expect([known.note(webPod(1)), known.note(webPod(1))]).toEqual([true, false]);
    expect(known.note(webPod(1, { isDeleted: true }))).toBe(true);
    expect(known.note(webPod(2))).toBe(true);
    expect(known.pods.map(({ id }) => id)).toEqual([1, 2]);
    expect([known.drop(1), known.drop(1)]).toEqual([true, false]);
    expect(known.pods).toHaveLength(1);
  });

  it("are told once of all that something was heard of, news or not, gone ones too", () => {
    const known = new ServicePods([webPod(1), webPod(2), webPod(3)]);
    expect(changedOf(known)).toEqual([1, 2, 3]);
    known.note(webPod(3));
    known.drop(1);
    known.note(webPod(3));
    expect(changedOf(known)).toEqual([3, 1]);
    expect(changedOf(known)).toEqual([]);
    known.touch([...known.known()][0]!);
    expect(changedOf(known)).toEqual([2]);
    known.note(webPod(2));
    known.forgetChanged();
    expect(changedOf(known)).toEqual([]);
  });

  it("keep their places, which are later for those that come again", () => {
    const known = new ServicePods([webPod(1), webPod(2)]);
    known.note(webPod(1, { isDeleted: true }));
    expect(placesOf(known)).toEqual({ 1: 0, 2: 1 });
    known.drop(1);
    expect(placesOf(known)).toEqual({ 2: 1 });
    expect(known.note(webPod(1))).toBe(true);
    expect(placesOf(known)).toEqual({ 2: 1, 1: 2 });
    expect(known.pods.map(({ id }) => id)).toEqual([2, 1]);
  });

  it("are one record as long as nobody has taken in that they went", () => {
    const known = new ServicePods([webPod(1)]);
    const [first] = known.known();
    known.drop(1);
    known.note(webPod(1));
    expect([...known.known()]).toEqual([first]);
    known.drop(1);
    known.forgetChanged();
    known.note(webPod(1));
    expect([...known.known()][0]).not.toBe(first);
  });
});

function changedOf(pods: ServicePods): readonly number[] {
  const ids: number[] = [];
  for (let known = pods.takeChanged(); known !== undefined; known = pods.takeChanged()) ids.push(known.id);
  return ids;
}

function placesOf(pods: ServicePods): Readonly<Record<number, number>> {
  return Object.fromEntries(Array.from(pods.known(), ({ id, place }) => [id, place]));
}
