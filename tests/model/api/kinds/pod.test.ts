// Pods on their way into the API server.

import { expect, it } from "vitest";

import { validateStoredObject } from "../../../../src/model/api/create-object.ts";
import { POD_KIND } from "../../../../src/model/api/kinds/pod.ts";
import { errorLines } from "../error-lines.ts";
import { changeMistakes, create, created, mistakes, update } from "../kind-outcomes.ts";

const CONTAINERS = [{ name: "a", image: "nginx" }];

it("stores a pod with its defaults, its class and no status of the user's", () => {
  const resources = { limits: { cpu: 1, memory: "1Gi" } };
  const pod = created(POD_KIND, {
    spec: { containers: [{ ...CONTAINERS[0], resources }] },
    status: { phase: "Running" },
  });
  expect(pod["status"]).toEqual({ phase: "Pending", qosClass: "Guaranteed" });
  expect(pod["spec"]).toMatchObject({
    containers: [{ imagePullPolicy: "Always", resources: { requests: { cpu: "1", memory: "1Gi" } } }],
    enableServiceLinks: true,
  });
});

it("refuses what is wrong anywhere in it", () => {
  expect(mistakes(POD_KIND, { spec: { containers: [], restartPolicy: "x" } })).toEqual([
    "spec.containers: Required value",
    'spec.restartPolicy: Unsupported value: "x": supported values: "Always", "OnFailure", "Never"',
  ]);
});

it("keeps pods to which containers were added later", () => {
  const parts = { name: "a", image: "nginx", imagePullPolicy: "Always", terminationMessagePolicy: "File" };
  const added = {
    metadata: { name: "a", namespace: "b" },
    spec: { containers: [parts], ephemeralContainers: [{ ...parts, name: "e" }] },
  };
  POD_KIND.applyDefaults(added);
  expect(errorLines(POD_KIND.validate(added))).toEqual([
    "spec.ephemeralContainers: Forbidden: cannot be set on create",
  ]);
  expect(validateStoredObject(added, POD_KIND)).toEqual([]);
});

it("warns of annotations that it turns into fields, and of the name", () => {
  const annotations = { "container.apparmor.security.beta.kubernetes.io/a": "unconfined" };
  expect(create(POD_KIND, { metadata: { name: "a.b", annotations }, spec: { containers: CONTAINERS } })).toMatchObject({
    warnings: [
      "metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]: deprecated since v1.30; " +
        'use the "appArmorProfile" field instead',
      expect.stringMatching(/^metadata\.name: this is used in the Pod's hostname.*a DNS label is recommended: \[/),
    ],
  });
});

it("lets an image change, and counts it, but not the node", () => {
  const old = { spec: { containers: [{ name: "a", image: "nginx:1" }] } };
  const newer = update(POD_KIND, old, { spec: { containers: [{ name: "a", image: "nginx:2" }] } });
  expect(newer).toMatchObject({ object: { metadata: { generation: 2 } }, warnings: [] });
  const [mistake] = changeMistakes(POD_KIND, old, { spec: { ...old.spec, nodeName: "n" } });
  expect(mistake).toMatch(/^spec: Forbidden: pod updates may not change fields other than .*\nspec\.nodeName$/s);
});
