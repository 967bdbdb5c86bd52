// Renaming by shapes: every text is handed over with what it is.

import { describe, expect, it } from "vitest";

import { shapeOfKind } from "../../../src/scenario/init/kept-kinds.ts";
import type { Names } from "../../../src/scenario/init/names.ts";
import { renamedObject } from "../../../src/scenario/init/rename.ts";

/** Shows what it was asked. */
const NAMES: Names = {
  renamed: (role, text) => `${role}(${text})`,
  renamedValue: (key, value) => `${key}=${value}`,
};

describe("renamedObject", () => {
  it("renames the container that an annotation is about", () => {
    const annotations = { "plimsoll/exit-code.main": "3", "plimsoll/ready-after": "1m" };
    expect(renamedObject({ metadata: { annotations } }, shapeOfKind("v1", "Pod")!, NAMES)).toEqual({
      metadata: { annotations: { "plimsoll/exit-code.name(main)": "3", "plimsoll/ready-after": "1m" } },
    });
  });

  it("renames texts by their roles and leaves words of Kubernetes", () => {
    const pod = {
      kind: "Pod",
      metadata: { name: "a", labels: { app: "web" }, annotations: { "plimsoll/runs-for": "1m" } },
      spec: {
        containers: [{ name: "c", image: "i", resources: { requests: { cpu: "1" } } }],
        restartPolicy: "Always",
        nodeSelector: { zone: "x" },
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: "k", operator: "In", values: ["v"] }] }],
            },
          },
        },
        tolerations: [{ operator: "Exists" }, { key: "t", operator: "Equal", value: "u", tolerationSeconds: 5 }],
      },
    };
    expect(renamedObject(pod, shapeOfKind("v1", "Pod")!, NAMES)).toEqual({
      kind: "Pod",
      metadata: {
        name: "name(a)",
        labels: { "label-key(app)": "app=web" },
        annotations: { "plimsoll/runs-for": "1m" },
      },
      spec: {
        containers: [{ name: "name(c)", image: "image(i)", resources: { requests: { "resource(cpu)": "1" } } }],
        restartPolicy: "Always",
        nodeSelector: { "label-key(zone)": "zone=x" },
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: "label-key(k)", operator: "In", values: ["k=v"] }] }],
            },
          },
        },
        tolerations: [
          { operator: "Exists" },
          { key: "label-key(t)", operator: "Equal", value: "t=u", tolerationSeconds: 5 },
        ],
      },
    });
  });

  it("leaves numbers where a text or a number may stand", () => {
    const service = {
      spec: {
        ports: [
          { name: "http", port: 80, targetPort: 8080 },
          { port: 81, targetPort: "web" },
        ],
      },
    };
    expect(renamedObject(service, shapeOfKind("v1", "Service")!, NAMES)).toEqual({
      spec: {
        ports: [
          { name: "port(http)", port: 80, targetPort: 8080 },
          { port: 81, targetPort: "port(web)" },
        ],
      },
    });
  });
});
