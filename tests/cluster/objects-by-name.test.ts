// Objects by the name of what they belong to, as slices by that of their Service.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ObjectsByName } from "../../src/cluster/objects-by-name.ts";
import { SERVICE_NAME_LABEL, type EndpointSlice } from "../../src/model/api/types/endpoint-slice.ts";

function slice(name: string, service: string): EndpointSlice {
  const labels = service === "nobody" ? {} : { [SERVICE_NAME_LABEL]: service };
  return { metadata: { name, namespace: "default", labels } };
}

const newIndex = () => new ObjectsByName<EndpointSlice>(({ metadata }) => metadata?.labels?.[SERVICE_NAME_LABEL]);

const CHANGE = fc.record({
  name: fc.constantFrom("s1", "s2", "s3", "s4"),
  service: fc.constantFrom("web", "api", "nobody", "none"),
  isAsked: fc.boolean(),
});

describe("what belongs to a name", () => {
  it("is told in the order in which it came, whenever that is asked", () => {
    fc.assert(
      fc.property(fc.array(CHANGE, { maxLength: 40 }), (changes) => {
        const store = new Map<string, EndpointSlice>();
        const index = newIndex();
        const given: (readonly [list: readonly EndpointSlice[], copy: readonly EndpointSlice[]])[] = [];
        for (const { name, service, isAsked } of changes) {
          const before = store.get(name);
          if (service === "none") {
            store.delete(name);
            if (before !== undefined) index.remove(before);
          } else {
            const next = slice(name, service);
            store.set(name, next);
            index.put(next, before);
          }
          if (!isAsked) continue;
          const wanted = [...store.values()].filter(({ metadata }) => metadata?.labels?.[SERVICE_NAME_LABEL] === "web");
          const list = index.of("default", "web", () => store.values());
          expect(list).toEqual(wanted);
          given.push([list, [...list]]);
        }
        // What was told once stays as it is.
        for (const [list, copy] of given) expect(list).toEqual(copy);
      }),
      { seed: 7 },
    );
  });

  it("is found anew after everything was forgotten", () => {
    const index = newIndex();
    expect([...index.of("default", "web", () => [slice("s1", "web")])]).toHaveLength(1);
    index.forget();
    expect([...index.of("default", "web", () => [])]).toEqual([]);
  });
});
