// Which objects select a pod, asked again and again.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { SelectingObjects } from "../../../src/components/controllers/selecting-objects.ts";
import { compileLabelSet } from "../../../src/model/label-selector.ts";
import { fakeView } from "./fake-view.ts";

function service(name: string, app: string): StoredObject {
  return { kind: "Service", object: { metadata: { name, namespace: "default" }, spec: { selector: { app } } } };
}

/** What Services select, and a count of how often one of them was asked. */
function countingServices() {
  const counted = { asked: 0 };
  const services = new SelectingObjects(
    "Service",
    ({ spec }) => compileLabelSet(spec?.selector),
    () => {
      counted.asked += 1;
      return true;
    },
  );
  return { services, counted };
}

describe("objects that select a pod", () => {
  it("are asked once for the same labels, until one of them changes, and only those that want some of them", () => {
    const { services, counted } = countingServices();
    const view = fakeView({ stored: [service("a", "web"), service("b", "api"), service("c", "web")] });
    const labels = { app: "web" };
    const names = () => services.of(view, "default", labels).map(({ name }) => name);
    expect(names()).toEqual(["a", "c"]);
    expect(names()).toEqual(["a", "c"]);
    expect(counted.asked).toBe(2);
    services.hear({ type: "updated", kind: "Job", stored: { kind: "Job", object: {} } });
    names();
    expect(counted.asked).toBe(2);
    const before = service("a", "web");
    services.hear({ type: "updated", kind: "Service", stored: before, before });
    names();
    expect(counted.asked).toBe(2);
    services.hear({ type: "updated", kind: "Service", stored: service("a", "api"), before });
    names();
    expect(counted.asked).toBe(4);
  });

  it("are others once one has come or gone", () => {
    const { services } = countingServices();
    const labels = { app: "web" };
    const found = (...stored: readonly StoredObject[]) =>
      services.of(fakeView({ stored }), "default", { ...labels }).map(({ name }) => name);
    expect(found(service("a", "web"))).toEqual(["a"]);
    services.hear({ type: "added", kind: "Service", stored: service("b", "web") });
    expect(found(service("a", "web"), service("b", "web"))).toEqual(["a", "b"]);
    services.hear({ type: "deleted", kind: "Service", stored: service("a", "web") });
    expect(found(service("b", "web"))).toEqual(["b"]);
  });

  it("may select pods without labels, and may not have those that they select", () => {
    const view = fakeView({ stored: [service("a", "web")] });
    for (const [mayHave, count] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const services = new SelectingObjects(
        "Service",
        () => compileLabelSet({}),
        () => mayHave,
      );
      expect(services.of(view, "default")).toHaveLength(count);
    }
  });
});
