// Places by kind, namespace and name.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { NamedPlaces } from "../../src/cluster/named-places.ts";

describe("a named place", () => {
  it("is the same whenever it is asked for, and another for another kind, namespace or name", () => {
    const places = new NamedPlaces<string>();
    const place = places.at("Service", "default", "web");
    place.thing = "here";
    expect(places.find("Service", "default", "web")).toBe(place);
    expect(places.at("Service", "default", "web")).toBe(place);
    const others = [
      places.at("Job", "default", "web"),
      places.at("Service", "other", "web"),
      places.at("Service", "default", "db"),
    ];
    for (const other of others) expect(other.thing).toBeUndefined();
  });

  it("is not made by looking for it, and may be called like what every object has", () => {
    const places = new NamedPlaces<string>();
    expect(places.find("Service", "default", "constructor")).toBeUndefined();
    expect(places.find("__proto__", "constructor", "toString")).toBeUndefined();
    expect([...places.versions()]).toEqual([]);
  });

  it("is found again and again, until all are cleared and another is made", () => {
    const places = new NamedPlaces<string>();
    const [web, job] = [places.at("Service", "a", "web"), places.at("Job", "a", "web")];
    for (let round = 1; round <= 2; round += 1) {
      expect(places.find("Service", "a", "web")).toBe(web);
      expect(places.find("Service", "a", "web")).toBe(web);
      expect(places.find("Job", "a", "web")).toBe(job);
      expect(places.find("Job", "a", "db")).toBeUndefined();
    }
    places.clear();
    expect(places.find("Job", "a", "web")).toBeUndefined();
    const other = places.at("Job", "a", "web");
    expect(places.find("Job", "a", "web")).toBe(other);
  });

  it("is that of a plain map, whatever was asked for before", () => {
    const part = fc.constantFrom("a", "b", "c");
    const step = fc.record({
      what: fc.constantFrom("find", "find", "find", "make", "clear"),
      kind: part,
      namespace: part,
      name: part,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const places = new NamedPlaces<string>();
        const plain = new Map<string, unknown>();
        for (const { what, kind, namespace, name } of steps) {
          const key = `${kind}/${namespace}/${name}`;
          if (what === "find") expect(places.find(kind, namespace, name)).toBe(plain.get(key));
          else if (what === "make") plain.set(key, places.at(kind, namespace, name));
          else if (kind === namespace && kind === name) {
            places.clear();
            plain.clear();
          }
        }
      }),
      { seed: 20_261_123, numRuns: 300 },
    );
  });

  it("is told with its version until all are cleared", () => {
    const places = new NamedPlaces<string>();
    places.at("Job", "b", "x").version = 2;
    places.at("Service", "a", "y").version = 1;
    expect([...places.versions()]).toEqual([
      ["Job", "b", "x", 2],
      ["Service", "a", "y", 1],
    ]);
    places.clear();
    expect(places.find("Job", "b", "x")).toBeUndefined();
  });
});
