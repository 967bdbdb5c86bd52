// The classes of a run by number.

import { describe, expect, it } from "vitest";

import { ClassTable } from "../../src/cluster/class-table.ts";
import { CPU_INDEX, ResourceIndex } from "../../src/cluster/resource-index.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { podAsking } from "../model/build-objects.ts";

function table(resources = new ResourceIndex()): ClassTable {
  return new ClassTable(VERSION_BEHAVIOUR["1.36"], resources);
}

describe("the class table", () => {
  it("numbers classes in the order of meeting them, and knows them again", () => {
    const classes = table();
    const small = podAsking({ cpu: "1" });
    const large = podAsking({ cpu: "2" });
    const numbers = [small, large, { ...small, metadata: { name: "twin" } }].map((pod) => classes.intern(pod));
    expect(numbers).toEqual([0, 1, 0]);
    expect(classes.size).toBe(2);
    expect(classes.get(1)).toMatchObject({ id: 1, requests: { cpuMilli: 2000 } });
  });

  it("gives each class its requests as vectors, with columns for new resources", () => {
    const resources = new ResourceIndex();
    const classes = table(resources);
    const { requestVector, placedVector } = classes.get(classes.intern(podAsking({ cpu: "1", "example.com/gpu": 2 })));
    expect([...requestVector.indices]).toEqual([CPU_INDEX, resources.find("example.com/gpu")]);
    expect([...requestVector.amounts]).toEqual([1000, 2]);
    expect(placedVector).toEqual(requestVector);
  });

  it("remembers the lowest priority, which is 0 until a lower one comes", () => {
    const classes = table();
    classes.intern(podAsking({}, { priority: 1000 }));
    expect(classes.lowestPriority).toBe(0);
    classes.intern(podAsking({}, { priority: -5 }));
    classes.intern(podAsking({}, { priority: -1 }));
    expect(classes.lowestPriority).toBe(-5);
    expect([0, 1, 2].map((id) => classes.priorityOf(id))).toEqual([1000, -5, -1]);
  });
});
