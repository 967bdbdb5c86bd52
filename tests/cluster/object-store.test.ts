// API objects by kind and name.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";
import { isStoredKind, namespaceIn, ObjectStore, STORED_KINDS } from "../../src/cluster/object-store.ts";

function service(name: string, namespace?: string, app = "web") {
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { kind: "Service", object: { metadata, spec: { selector: { app } } } } as const;
}

function namesIn(store: ObjectStore): readonly (string | undefined)[] {
  return [...store.list("Service")].map(({ metadata }) => metadata?.name);
}

describe("stored objects", () => {
  it("are found by kind, namespace and name; a namespaced one that names no namespace is in the default one", () => {
    const store = new ObjectStore();
    store.put(service("a", "shop"));
    store.put(service("b"));
    expect(store.find("Service", "shop", "a")?.spec?.selector).toEqual({ app: "web" });
    expect(store.find("Service", "default", "b")).toBeDefined();
    expect(store.find("Service", "", "a")).toBeUndefined();
    expect(store.find("ReplicaSet", "shop", "a")).toBeUndefined();
    store.put({ kind: "StorageClass", object: { metadata: { name: "fast", namespace: "ignored" }, provisioner: "p" } });
    expect(store.find("StorageClass", "", "fast")).toBeDefined();
  });

  it("are listed in the order in which they came; one that is replaced keeps its place", () => {
    const store = new ObjectStore();
    for (const name of ["b", "c", "a"]) store.put(service(name));
    store.put(service("c", "default", "changed"));
    expect(namesIn(store)).toEqual(["b", "c", "a"]);
    expect(store.find("Service", "default", "c")?.spec?.selector).toEqual({ app: "changed" });
    store.remove({ kind: "Service", namespace: "default", name: "b" });
    store.put(service("b"));
    expect([namesIn(store), store.count("Service")]).toEqual([["c", "a", "b"], 3]);
  });

  it("are given back when others take their place, and when they go", () => {
    const store = new ObjectStore();
    const name = { kind: "Service", namespace: "default", name: "a" } as const;
    expect(store.put(service("a"))).toBeUndefined();
    expect(store.put(service("a", "default", "changed"))).toEqual(service("a"));
    expect(store.remove(name)).toEqual(service("a", "default", "changed"));
    expect(store.remove(name)).toBeUndefined();
  });

  it("are known to select the same pods as before, whatever else changes about them", () => {
    const store = new ObjectStore();
    const spec = { replicas: 1, selector: { matchLabels: { app: "web" } } };
    const replicaSet = (more: object) =>
      store.put({ kind: "ReplicaSet", object: { metadata: { name: "rs" }, spec: { ...spec, ...more } } });
    const after = (change: () => unknown) => {
      const before = store.selectionVersion;
      change();
      return store.selectionVersion !== before;
    };
    expect(after(() => replicaSet({}))).toBe(true);
    expect(after(() => replicaSet({ replicas: 2 }))).toBe(false);
    expect(after(() => store.put({ kind: "Namespace", object: { metadata: { name: "x" } } }))).toBe(false);
    expect(after(() => replicaSet({ selector: { matchLabels: { app: "db" } } }))).toBe(true);
    expect(after(() => store.put(service("a")))).toBe(true);
    expect(after(() => store.remove({ kind: "Service", namespace: "default", name: "a" }))).toBe(true);
    expect(after(() => store.restore(store.snapshot()))).toBe(true);
  });

  it("must have a name", () => {
    expect(() => new ObjectStore().put({ kind: "Service", object: {} })).toThrow(InvariantViolation);
  });

  it("may have any name", () => {
    const store = new ObjectStore();
    store.put(service("__proto__", "constructor"));
    expect(store.find("Service", "constructor", "__proto__")).toBeDefined();
    expect(store.find("Service", "default", "toString")).toBeUndefined();
  });
});

describe("objects with a controlling owner", () => {
  function replicaSet(name: string, owner?: string) {
    const reference = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: owner ?? "", controller: true };
    const metadata = owner === undefined ? { name } : { name, ownerReferences: [reference] };
    return { kind: "ReplicaSet", object: { metadata } } as const;
  }

  function ownedIn(store: ObjectStore, uid: string): readonly (string | undefined)[] {
    return [...store.controlledBy("ReplicaSet", uid)].map(({ metadata }) => metadata?.name);
  }

  it("are found by its uid, and those without one by none", () => {
    const store = new ObjectStore();
    for (const stored of [replicaSet("a", "u1"), replicaSet("b"), replicaSet("c", "u1"), replicaSet("d", "u2")]) {
      store.put(stored);
    }
    expect(["u1", "u2", "u3", ""].map((uid) => ownedIn(store, uid))).toEqual([["a", "c"], ["d"], [], ["b"]]);
    expect([...store.controlledBy("Job", "u1")]).toEqual([]);
  });

  it("change hands and go", () => {
    const store = new ObjectStore();
    store.put(replicaSet("a", "u1"));
    store.put(replicaSet("a"));
    expect([ownedIn(store, "u1"), ownedIn(store, "")]).toEqual([[], ["a"]]);
    store.put(replicaSet("a", "u2"));
    store.remove({ kind: "ReplicaSet", namespace: "default", name: "a" });
    expect([ownedIn(store, ""), ownedIn(store, "u2")]).toEqual([[], []]);
  });

  it("are those of the saved store after a restore", () => {
    const saved = new ObjectStore();
    saved.put(replicaSet("a", "u1"));
    const store = new ObjectStore();
    store.put(replicaSet("b", "u1"));
    store.restore(saved.snapshot());
    expect(ownedIn(store, "u1")).toEqual(["a"]);
  });
});

describe("Jobs of an owner", () => {
  function job(name: string, owner?: string) {
    const reference = {
      apiVersion: "batch/v1",
      kind: "CronJob",
      name: owner ?? "",
      uid: `uid-${name}`,
      controller: true,
    };
    const metadata = owner === undefined ? { name } : { name, ownerReferences: [reference] };
    return { kind: "Job", object: { metadata } } as const;
  }

  it("are found by its name alone, as they change hands and go, and after a restore", () => {
    const store = new ObjectStore();
    const jobsOf = (owner: string, from = store) => from.jobsOf("default", owner).map(({ metadata }) => metadata?.name);
    store.put(job("a", "nightly"));
    expect(jobsOf("nightly")).toEqual(["a"]);
    for (const stored of [job("b", "nightly"), job("c"), job("d", "hourly")]) store.put(stored);
    expect(["nightly", "hourly", "none"].map((owner) => jobsOf(owner))).toEqual([["a", "b"], ["d"], []]);
    store.put(job("a", "hourly"));
    store.remove({ kind: "Job", namespace: "default", name: "d" });
    expect([jobsOf("nightly"), jobsOf("hourly")]).toEqual([["b"], ["a"]]);
    const restored = new ObjectStore();
    restored.put(job("z", "nightly"));
    expect(jobsOf("nightly", restored)).toEqual(["z"]);
    restored.restore(store.snapshot());
    expect(jobsOf("nightly", restored)).toEqual(["b"]);
  });
});

describe("the versions of a store", () => {
  it("change with every object of the kind, and with nothing else", () => {
    const store = new ObjectStore();
    const versions = () => [store.version, store.versionOf("Service"), store.versionOf("ReplicaSet")];
    expect(versions()).toEqual([0, 0, 0]);
    store.put(service("a"));
    expect(versions()).toEqual([1, 1, 0]);
    store.put({ kind: "ReplicaSet", object: { metadata: { name: "r" } } });
    expect(versions()).toEqual([2, 1, 2]);
    store.remove({ kind: "Service", namespace: "default", name: "ghost" });
    expect(versions()).toEqual([2, 1, 2]);
    store.remove({ kind: "Service", namespace: "default", name: "a" });
    expect(versions()).toEqual([3, 3, 2]);
  });

  it("change for every kind when a store is restored, which holds what was saved", () => {
    const store = new ObjectStore();
    store.put(service("a"));
    const saved = store.snapshot();
    store.put(service("b"));
    const before = store.versionOf("Service");
    store.restore(saved);
    expect(namesIn(store)).toEqual(["a"]);
    expect(store.versionOf("Service")).toBeGreaterThan(before);
    expect(store.versionOf("PersistentVolume")).toBeGreaterThan(0);
  });
});

describe("the kinds", () => {
  it("that are kept are told from others", () => {
    expect(STORED_KINDS.every((kind) => isStoredKind(kind))).toBe(true);
    expect(["Pod", "Node", "ConfigMap", "constructor"].some((kind) => isStoredKind(kind))).toBe(false);
  });

  it("have a namespace or none", () => {
    expect(namespaceIn(service("a"))).toBe("default");
    expect(namespaceIn(service("a", "shop"))).toBe("shop");
    expect(namespaceIn({ kind: "Namespace", object: { metadata: { name: "shop", namespace: "odd" } } })).toBe("");
  });
});
