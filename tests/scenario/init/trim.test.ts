// What is kept of objects.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { shapeOfKind } from "../../../src/scenario/init/kept-kinds.ts";
import { trimmedObject } from "../../../src/scenario/init/trim.ts";

const POD = shapeOfKind("v1", "Pod")!;
const REVISION = shapeOfKind("apps/v1", "ControllerRevision")!;
const SERVICE = shapeOfKind("v1", "Service")!;
const VOLUME = shapeOfKind("v1", "PersistentVolume")!;

describe("trimmedObject", () => {
  it("takes over what is named, in the order of the type", () => {
    const pod = {
      spec: { nodeName: "n", containers: [{ image: "i", name: "c", env: [{ name: "A", value: "secret" }] }] },
      metadata: { managedFields: [], annotations: { note: "secret" }, labels: { app: "web" }, name: "a" },
      status: { message: "secret", phase: "Running", hostIP: "192.0.2.1" },
      kind: "Pod",
      apiVersion: "v1",
    };
    const kept = trimmedObject(pod, POD);
    expect(JSON.stringify(kept)).toBe(
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"app":"web"}},' +
        '"spec":{"containers":[{"name":"c","image":"i"}],"nodeName":"n"},"status":{"phase":"Running"}}',
    );
  });

  it("keeps annotations that say how an object is treated", () => {
    const annotations = { "plimsoll/runs-for": "10m", "controller.kubernetes.io/pod-deletion-cost": "5", own: "x" };
    expect(trimmedObject({ metadata: { annotations } }, POD)).toEqual({
      metadata: { annotations: { "plimsoll/runs-for": "10m", "controller.kubernetes.io/pod-deletion-cost": "5" } },
    });
  });

  it("keeps what a user says of containers, if it is understood", () => {
    const annotations = { "plimsoll/ready-after": "20s", "plimsoll/exit-code.main": "3" };
    const others = { "plimsoll/exit-after": "secret", "plimsoll/own": "1m", "plimsoll/exit-code.": "3" };
    expect(trimmedObject({ metadata: { annotations: { ...annotations, ...others } } }, POD)).toEqual({
      metadata: { annotations },
    });
  });

  it("keeps of a command only that there is one", () => {
    const readinessProbe = { exec: { command: ["psql", "-p", "secret"] }, periodSeconds: 5 };
    expect(trimmedObject({ spec: { containers: [{ name: "c", readinessProbe }] } }, POD)).toEqual({
      spec: { containers: [{ name: "c", readinessProbe: { exec: { command: ["true"] }, periodSeconds: 5 } }] },
    });
  });

  it("keeps of a hook how long it only sleeps", () => {
    const lifecycleOf = (command: readonly string[]) => ({ preStop: { exec: { command } } });
    const containers = [{ name: "c", lifecycle: lifecycleOf(["/bin/sh", "-c", "sleep 25"]) }];
    expect(trimmedObject({ spec: { containers } }, POD)).toEqual({
      spec: { containers: [{ name: "c", lifecycle: lifecycleOf(["sleep", "25"]) }] },
    });
  });

  it("keeps of a revision as much as of the template that it holds", () => {
    const template = { metadata: { labels: { app: "db" } }, spec: { containers: [{ name: "c", image: "i" }] } };
    const env = [{ name: "A", value: "secret" }];
    const whole = { ...template, spec: { containers: [{ ...template.spec.containers[0], env }] }, $patch: "replace" };
    expect(trimmedObject({ data: { spec: { template: whole } }, revision: 2 }, REVISION)).toEqual({
      data: { spec: { template: { ...template, $patch: "replace" } } },
      revision: 2,
    });
  });

  it("keeps an empty mapping that means something, and none that only became empty", () => {
    const namespaceSelector = {};
    const term = { topologyKey: "zone", namespaceSelector };
    const spec = {
      affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
      securityContext: { runAsUser: 1 },
      volumes: [{ name: "v", secret: { secretName: "s" } }],
    };
    expect(trimmedObject({ spec }, POD)).toEqual({ spec: { affinity: spec.affinity } });
  });

  it("keeps an address only where it is none", () => {
    expect(trimmedObject({ spec: { clusterIP: "None" } }, SERVICE)).toEqual({ spec: { clusterIP: "None" } });
    expect(trimmedObject({ spec: { clusterIP: "10.96.0.1", type: "ClusterIP" } }, SERVICE)).toEqual({
      spec: { type: "ClusterIP" },
    });
  });

  it("leaves out what would say nothing without the parts that are left out", () => {
    const spec = { capacity: { storage: "1Gi" }, glusterfs: { path: "p" } };
    expect(trimmedObject({ kind: "PersistentVolume", spec }, VOLUME)).toBeUndefined();
    const local = { ...spec, local: { path: "/disk" } };
    expect(trimmedObject({ spec: local }, VOLUME)).toEqual({
      spec: { capacity: { storage: "1Gi" }, local: { path: "/disk" } },
    });
  });

  it("throws at nothing, and adds nothing", () => {
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom(...POD.fields.keys(), "labels", "__proto__", "x") }), (value) => {
        const kept = trimmedObject(value, POD);
        expect(JSON.stringify(kept ?? null).length).toBeLessThanOrEqual(JSON.stringify(value).length + 4);
      }),
      { seed: 1 },
    );
  });
});
