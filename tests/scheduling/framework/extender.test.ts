// Whether an extender is asked about a pod at all.

import { describe, expect, it } from "vitest";

import { isInterested } from "../../../src/scheduling/framework/extender.ts";
import { container, pod } from "../../model/build-objects.ts";
import { answering } from "../extenders/made-up-extenders.ts";

const GPU = "example.com/gpu";
const { extender } = answering(() => undefined, { managedResources: new Set([GPU]) });

describe("an extender that manages resources", () => {
  it("is interested in pods with a container that names one, in requests or limits", () => {
    const asking = container({ [GPU]: 0 });
    const limited = { name: "main", resources: { limits: { [GPU]: 1 } } };
    for (const spec of [{ containers: [asking] }, { containers: [limited] }, { initContainers: [asking] }]) {
      expect(isInterested(extender, pod(spec))).toBe(true);
    }
    expect(isInterested(extender, pod({ containers: [container({ cpu: 1 })] }))).toBe(false);
  });
});

describe("one that manages none", () => {
  it("is interested in all", () => {
    expect(isInterested({ ...extender, managedResources: new Set() }, pod())).toBe(true);
  });
});
