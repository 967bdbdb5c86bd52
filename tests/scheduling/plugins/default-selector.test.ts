// What selects a pod's like where the pod does not say: its Services and its controller.

import { describe, expect, it } from "vitest";

import { selectorText } from "../../../src/model/label-selector.ts";
import type { ObjectMeta } from "../../../src/model/objects.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { controllerOf, defaultSelector, ServiceLabels } from "../../../src/scheduling/plugins/default-selector.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

function service(name: string, selector?: Record<string, string>, namespace?: string): StoredObject {
  return {
    kind: "Service",
    object: {
      metadata: { name, ...(namespace ? { namespace } : {}) },
      spec: selector === undefined ? {} : { selector },
    },
  };
}

function replicaSet(selector: object): StoredObject {
  return { kind: "ReplicaSet", object: { metadata: { name: "rs" }, spec: { selector, template: {} } } };
}

const owned = (kind: string, name: string, apiVersion: string, controller = true): Partial<ObjectMeta> => ({
  labels: { app: "web", tier: "front" },
  ownerReferences: [{ kind, name, apiVersion, controller }],
});

/** The selector's text, given the objects. */
function deduced(objects: readonly StoredObject[], metadata: Partial<ObjectMeta>): string {
  const { cluster, ...small } = withObjects(objects);
  const { podClass } = small.asked(metadata);
  return selectorText(
    defaultSelector(new ServiceLabels(cluster.objects).of(podClass), controllerOf(cluster.objects, podClass)),
  );
}

function withObjects(objects: readonly StoredObject[]) {
  const small = new SmallCluster([]);
  for (const stored of objects) small.apply({ kind: "object-stored", stored });
  return { cluster: small.cluster, asked: (metadata: Partial<ObjectMeta>) => small.pod(pod({}, metadata)) };
}

const labels = { app: "web", tier: "front" };

describe("the default selector", () => {
  it.each<[string, readonly StoredObject[], string]>([
    ["is empty without any object", [], ""],
    ["takes the labels of a Service that selects the pod", [service("a", { app: "web" })], "app=web"],
    [
      "takes the labels of all of them together",
      [service("a", { app: "web" }), service("b", { tier: "front" })],
      "app=web,tier=front",
    ],
    ["passes over Services that select others", [service("a", { app: "db" })], ""],
    ["passes over Services of other namespaces", [service("a", { app: "web" }, "other")], ""],
    ["passes over Services without a selector", [service("a")], ""],
    ["takes nothing of a Service that selects everything", [service("a", {})], ""],
  ])("%s", (_sentence, objects, text) => {
    expect(deduced(objects, { labels })).toBe(text);
  });

  it.each<[string, Partial<ObjectMeta>, string]>([
    ["adds what the ReplicaSet asks for", owned("ReplicaSet", "rs", "apps/v1"), "app=web,hash=1,tier in (front)"],
    ["passes over an owner that is no controller", owned("ReplicaSet", "rs", "apps/v1", false), "app=web"],
    ["passes over an owner of another group", owned("ReplicaSet", "rs", "extensions/v1"), "app=web"],
    ["passes over an owner that is not there", owned("ReplicaSet", "gone", "apps/v1"), "app=web"],
    ["passes over owners of other kinds", owned("Job", "rs", "batch/v1"), "app=web"],
    ["adds what the StatefulSet asks for", owned("StatefulSet", "ss", "apps/v1"), "app=web,app=web"],
    ["puts a ReplicationController's labels over the Services'", owned("ReplicationController", "rc", "v1"), "app=rc"],
    ["knows the group without a name by its slash", owned("ReplicationController", "rc", "/v1"), "app=rc"],
  ])("%s", (_sentence, metadata, text) => {
    const matchExpressions = [{ key: "tier", operator: "In", values: ["front"] }];
    const objects: readonly StoredObject[] = [
      service("a", { app: "web" }),
      replicaSet({ matchLabels: { hash: "1" }, matchExpressions }),
      {
        kind: "StatefulSet",
        object: { metadata: { name: "ss" }, spec: { selector: { matchLabels: { app: "web" } } } },
      } as never,
      { kind: "ReplicationController", object: { metadata: { name: "rc" }, spec: { selector: { app: "rc" } } } },
    ];
    expect(deduced(objects, metadata)).toBe(text);
  });

  it("takes nothing from a controller whose selector is absent or cannot be asked", () => {
    const metadata = owned("ReplicaSet", "rs", "apps/v1");
    const broken = replicaSet({ matchExpressions: [{ key: "app", operator: "Near" }] });
    expect(deduced([service("a", { app: "web" }), broken], metadata)).toBe("app=web");
    const without = { kind: "ReplicaSet", object: { metadata: { name: "rs" } } } as StoredObject;
    expect(deduced([without], metadata)).toBe("");
  });
});

describe("labels of Services", () => {
  it("are found once for pods that share theirs, in each namespace, until a Service comes or changes", () => {
    const { cluster, ...small } = withObjects([service("a", { app: "web" })]);
    const services = new ServiceLabels(cluster.objects);
    const metadata = { labels: { app: "web", tier: "front" } };
    const here = small.asked(metadata).podClass;
    const elsewhere = small.asked({ ...metadata, namespace: "other" }).podClass;
    expect(services.of(here)).toEqual({ app: "web" });
    expect(services.of(here)).toBe(services.of(small.asked({ ...metadata, annotations: { a: "b" } }).podClass));
    expect(services.of(elsewhere)).toEqual({});
    cluster.apply({ kind: "object-stored", stored: service("b", { tier: "front" }) }, cluster.now);
    expect(services.of(here)).toEqual({ app: "web", tier: "front" });
  });
});
