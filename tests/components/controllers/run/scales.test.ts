// The scale of what can be scaled.

import { describe, expect, it } from "vitest";

import type { Deployment, ReplicationController } from "../../../../src/model/api/types/workload.ts";
import {
  noScaleWords,
  scaleAnswer,
  scaledKindOf,
  scaledObject,
} from "../../../../src/components/controllers/run/scales.ts";

const WEB = { group: "apps", kind: "Deployment", namespace: "default", name: "web" };
const DEPLOYMENT: Deployment = {
  metadata: { name: "web" },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: "web" }, matchExpressions: [{ key: "tier", operator: "Exists" }] },
  },
  status: { replicas: 2 },
};

describe("a scale", () => {
  it("is read of the object, its selector as text", () => {
    expect(scaleAnswer(WEB, DEPLOYMENT)).toEqual({
      kind: "scale",
      scale: { specReplicas: 3, statusReplicas: 2, selector: "app=web,tier" },
    });
    const controller: ReplicationController = { spec: { replicas: 1, selector: { app: "old" } } };
    const target = { ...WEB, group: "", kind: "ReplicationController" };
    expect(scaleAnswer(target, controller)).toMatchObject({ scale: { selector: "app=old", statusReplicas: 0 } });
  });

  it("is not found in the server's words", () => {
    expect(scaleAnswer(WEB, undefined)).toEqual({ kind: "failed", message: 'deployments.apps "web" not found' });
    expect(scaledKindOf({ ...WEB, kind: "DaemonSet" })).toBeUndefined();
    expect(noScaleWords({ ...WEB, kind: "DaemonSet" })).toBe("the server could not find the requested resource");
    expect(noScaleWords({ ...WEB, kind: "CloneSet" })).toBe('no matches for kind "CloneSet" in group "apps"');
  });

  it("changes nothing of the object but the wanted number", () => {
    const { spec, ...rest } = DEPLOYMENT;
    expect(scaledObject("Deployment", DEPLOYMENT, 7)).toEqual({
      kind: "Deployment",
      object: { ...rest, spec: { ...spec, replicas: 7 } },
    });
  });
});
