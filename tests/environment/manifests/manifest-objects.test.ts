// Documents to objects: lists, kinds, and what is no object.

import { describe, expect, it } from "vitest";

import { positionOfObject } from "../../../src/environment/manifests/manifest-objects.ts";
import { listeningPorts, manifestObjects, placesOf } from "../reading.ts";

function collect(text: string): { readonly kinds: readonly string[]; readonly told: readonly string[] } {
  const { ports, told } = listeningPorts();
  const kinds = manifestObjects(text, ports).map((object) => `${object.kind} ${positionOfObject(object).line}`);
  return { kinds, told: told().map(({ severity, message }) => `${severity}: ${message}`) };
}

describe("objects of documents", () => {
  it("come out of lists, nested and typed ones too", () => {
    const text = [
      "apiVersion: v1",
      "kind: List",
      "items:",
      "- { apiVersion: v1, kind: Pod, metadata: { name: a } }",
      "- apiVersion: v1",
      "  kind: PodList",
      "  items:",
      "  - { metadata: { name: b } }",
    ].join("\n");
    expect(collect(text)).toEqual({ kinds: ["Pod 4", "Pod 8"], told: [] });
  });

  it("are counted by kind where they change nothing", () => {
    const text = ["a", "b", "c"]
      .map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }`)
      .join("\n---\n");
    expect(collect(text).told).toEqual(["ignored: ConfigMap changes no placement (3 places; this is the first)"]);
  });

  it("are told where they would change something", () => {
    const { told } = collect("apiVersion: apps/v1\nkind: DaemonSet\n---\napiVersion: example.org/v1\nkind: Tenant\n");
    expect(told).toEqual([
      "not-simulated: DaemonSet is simulated only where controllers run (spec.controllers: simulated): without them its pods take no room on the nodes",
      "not-simulated: Tenant (example.org/v1) is not simulated: its controller creates nothing",
    ]);
  });
});

describe("lists without a list of items", () => {
  function told(text: string): readonly string[] {
    const { ports, told: all } = listeningPorts();
    manifestObjects(text, ports);
    return all().map(
      ({ position, message, suggestion = "" }) => `${position?.line}:${position?.column} ${message} ${suggestion}`,
    );
  }

  it("are refused, as their objects would be missed", () => {
    expect(told("apiVersion: v1\nkind: List\n")).toEqual(["1:1 the List has no items "]);
    expect(told("apiVersion: v1\nkind: List\nitem: []\n")).toEqual(["3:7 the List has no items items"]);
    expect(told("apiVersion: v1\nkind: PodList\n")).toEqual(["1:1 the PodList has no items "]);
    expect(told("apiVersion: v1\nkind: List\nitems: {}\n")).toEqual(["3:8 the items of the List are a mapping "]);
    expect(told("apiVersion: v1\nkind: PodList\nitems: no\n")).toEqual(["3:8 the items of the PodList are false "]);
  });

  it("are right if they say that there are none", () => {
    expect(told("apiVersion: v1\nkind: List\nitems: []\n")).toEqual([]);
    expect(told("apiVersion: apps/v1\nkind: DeploymentList\nitems: null\n")).toEqual([]);
  });

  it("may be custom resources", () => {
    expect(collect("apiVersion: example.org/v1\nkind: ShoppingList\n").told).toEqual([
      "not-simulated: ShoppingList (example.org/v1) is not simulated: its controller creates nothing",
    ]);
  });
});

describe("what is no object", () => {
  function mistakes(text: string): ReturnType<ReturnType<typeof listeningPorts>["told"]> {
    const { ports, told } = listeningPorts();
    manifestObjects(text, ports);
    return told();
  }

  it("is refused with its place", () => {
    expect(placesOf(mistakes("just text\n"))).toEqual(["not-an-object 1:1"]);
    expect(placesOf(mistakes("- a\n- b\n"))).toEqual(["not-an-object 1:1"]);
    expect(placesOf(mistakes("kind: List\napiVersion: v1\nitems: [5]\n"))).toEqual(["not-an-object 3:9"]);
    expect(placesOf(mistakes("metadata: {}\n"))).toEqual(["missing-field 1:1"]);
    expect(placesOf(mistakes("kind: Pod\n"))).toEqual(["missing-field 1:1"]);
    expect(placesOf(mistakes("kind: [Pod]\napiVersion: v1\n"))).toEqual(["missing-field 1:1"]);
  });

  it("gets the nearest kind or version", () => {
    expect(mistakes("apiVersion: apps/v1\nkind: Deploymnet\n")).toMatchObject([
      { code: "unknown-kind", suggestion: "Deployment", path: "kind", position: { line: 2, column: 7 } },
    ]);
    expect(mistakes("apiVersion: extensions/v1beta1\nkind: Deployment\n")).toMatchObject([
      { code: "unknown-version", expected: "apps/v1", suggestion: "apps/v1", position: { line: 1, column: 13 } },
    ]);
    expect(mistakes("apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n")).toMatchObject([
      { severity: "not-simulated" },
    ]);
  });

  it("is shown in short, and on one line", () => {
    const odd = `apiVersion: "v1\\n"\nkind: ${"x".repeat(100)}\n`;
    expect(collect(odd).told).toEqual([`error: "v1\\n" has no kind "${"x".repeat(38)}…`]);
  });

  it("includes kinds named after parts of JavaScript", () => {
    expect(placesOf(mistakes("apiVersion: v1\nkind: constructor\n"))).toEqual(["unknown-kind 2:7"]);
  });
});

describe("what other tools make objects of", () => {
  it("is told once, and is no object", () => {
    const text = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n";
    const { kinds, told } = collect(text);
    expect(kinds).toEqual([]);
    expect(told).toEqual([expect.stringMatching(/^warning: a Kustomization is not applied.*kubectl kustomize/)]);
  });
});
