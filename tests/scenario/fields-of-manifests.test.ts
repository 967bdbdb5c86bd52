// What all manifests of a scenario name of the objects that actions apply.

import { describe, expect, it } from "vitest";

import type { ListedObject } from "../../src/environment/workload-source.ts";
import { withNamedFields } from "../../src/scenario/fields-of-manifests.ts";

const POSITION = { file: "web.yaml", line: 1, column: 1 };
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function listed(written: object | undefined, annotation?: string): ListedObject {
  const annotations = annotation === undefined ? {} : { annotations: { [LAST_APPLIED]: annotation } };
  const object = { metadata: { name: "web", namespace: "default", ...annotations } };
  const stored = { kind: "Deployment", object } as ListedObject["stored"];
  const text = written === undefined ? {} : { written: written as NonNullable<ListedObject["written"]> };
  return { stored, isDumped: annotation !== undefined, ...text, position: POSITION };
}

/** Of an action that applies the Deployment. */
function namedOf(...objects: readonly ListedObject[]): unknown {
  const content = { objects: [listed({}).stored], named: [null], pods: [], nodes: [] };
  const start = { atUs: 0, after: null, when: null, delayUs: 0 };
  const action = { name: "apply", kind: "apply", start, settings: { content }, position: POSITION };
  const [read] = withNamedFields([action], objects);
  return (read!.settings["content"] as { readonly named: readonly unknown[] }).named[0];
}

describe("what manifests name", () => {
  it("is what any of them names", () => {
    expect(namedOf(listed({ spec: { replicas: 3 } }), listed({ spec: { paused: false } }))).toEqual({
      spec: { replicas: {}, paused: {} },
    });
  });

  it("is remembered by a cluster in which one was applied", () => {
    const applied = JSON.stringify({ spec: { replicas: 3 } });
    expect(namedOf(listed(undefined, applied), listed({ spec: { paused: true } }))).toEqual({
      spec: { replicas: {}, paused: {} },
    });
    expect(namedOf(listed(undefined, "not JSON"), listed({ data: {} }))).toEqual({ data: {} });
  });

  it("is not known of an object that is written in another version", () => {
    expect(namedOf(listed({ spec: {} }), listed(undefined), listed({ data: {} }))).toBeNull();
  });

  it("does not touch actions without manifests", () => {
    const start = { atUs: 0, after: null, when: null, delayUs: 0 };
    const action = { name: "cordon", kind: "cordon", start, settings: { node: "n-1" }, position: POSITION };
    expect(withNamedFields([action], [])).toEqual([action]);
  });
});
