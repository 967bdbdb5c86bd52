// Which objects select a pod, asked again and again.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { SelectingObjects } from "../../../src/components/controllers/selecting-objects.ts";
import { fakeView } from "./fake-view.ts";

function service(name: string, app: string): StoredObject {
  return { kind: "Service", object: { metadata: { name, namespace: "default" }, spec: { selector: { app } } } };
}

describe("objects that select a pod", () => {
  it("are asked once for the same labels, until one of them changes", () => {
    let asked = 0;
    const services = new SelectingObjects("Service", ({ spec }, labels) => {
      asked += 1;
      return spec?.selector?.["app"] === labels["app"];
    });
    const view = fakeView({ stored: [service("a", "web"), service("b", "api"), service("c", "web")] });
    const labels = { app: "web" };
    const names = () => services.of(view, "default", labels).map(({ name }) => name);
    expect(names()).toEqual(["a", "c"]);
    expect(names()).toEqual(["a", "c"]);
    expect(asked).toBe(3);
    services.hear({ type: "updated", kind: "Job", stored: { kind: "Job", object: {} } });
    names();
    expect(asked).toBe(3);
    const before = service("a", "web");
    services.hear({ type: "updated", kind: "Service", stored: before, before });
    names();
    expect(asked).toBe(3);
    services.hear({ type: "updated", kind: "Service", stored: service("a", "api"), before });
    names();
    expect(asked).toBe(6);
  });

  it("may select pods without labels", () => {
    const services = new SelectingObjects("Service", (_, labels) => Object.keys(labels).length === 0);
    expect(services.of(fakeView({ stored: [service("a", "web")] }), "default")).toHaveLength(1);
  });
});
