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
    expect([...known.takeChanged()]).toEqual([1, 2, 3]);
    known.note(webPod(3));
    known.drop(1);
    expect([...known.takeChanged()]).toEqual([3, 1]);
    expect([...known.takeChanged()]).toEqual([]);
  });

  it("keep their places, which are later for those that come again", () => {
    const known = new ServicePods([webPod(1), webPod(2)]);
    known.note(webPod(1, { isDeleted: true }));
    expect([...known.ids].map((id) => known.find(id)!.place)).toEqual([0, 1]);
    known.drop(1);
    known.note(webPod(1));
    expect([...known.ids].map((id) => known.find(id)!.place)).toEqual([1, 2]);
  });
});
