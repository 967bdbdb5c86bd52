// Specifications of pods that are met again and again.

import { describe, expect, it } from "vitest";

import { ResourceIndex } from "../../src/cluster/resource-index.ts";
import { Specifications } from "../../src/cluster/specifications.ts";
import { podClassOf } from "../../src/model/pod-class.ts";
import type { Pod } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { podAsking } from "../model/build-objects.ts";

const NEWEST = VERSION_BEHAVIOUR["1.36"];

function ofJob(name: string): Pod {
  return { ...podAsking({ cpu: "1" }), metadata: { name, labels: { "job-name": name } } };
}

describe("the specifications of a run", () => {
  it("are known again by what they say, and kept once", () => {
    const specifications = new Specifications(NEWEST, new ResourceIndex());
    const [first, second] = [ofJob("a"), ofJob("b")];
    const known = specifications.of(first.spec);
    expect(second.spec).not.toBe(first.spec);
    expect(specifications.of(second.spec)).toBe(known);
    expect(specifications.of(podAsking({ cpu: "2" }).spec).id).not.toBe(known.id);
    const [one, other] = [first, second].map((pod) => specifications.classOf(pod, known));
    expect(other!.podClass.pod.spec).toBe(first.spec);
    expect(other!.podClass.requests).toBe(one!.podClass.requests);
    expect(other!.vectors).toBe(one!.vectors);
  });

  it("make the class that the pod by itself would have", () => {
    const specifications = new Specifications(NEWEST, new ResourceIndex());
    for (const pod of [ofJob("a"), ofJob("b")]) {
      expect(specifications.classOf(pod, specifications.of(pod.spec)).podClass).toEqual(podClassOf(pod, NEWEST));
    }
  });

  it("are not all that counts of a pod that was resized", () => {
    const specifications = new Specifications(NEWEST, new ResourceIndex());
    const plain = podAsking({ cpu: "1" });
    const containerStatuses = [
      { name: plain.spec.containers[0]!.name, allocatedResources: { cpu: "3" }, resources: { requests: { cpu: "3" } } },
    ];
    const resized = { ...plain, status: { containerStatuses } } as Pod;
    const known = specifications.of(plain.spec);
    expect(specifications.classOf(plain, known).podClass.placedRequests.cpuMilli).toBe(1000);
    expect(specifications.classOf(resized, known).podClass).toEqual(podClassOf(resized, NEWEST));
    expect(specifications.classOf(resized, known).podClass.placedRequests.cpuMilli).toBe(3000);
  });
});
