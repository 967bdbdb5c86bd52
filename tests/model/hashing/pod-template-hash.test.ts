// Hashes of pod templates; values of the real controllers' function.

import { describe, expect, it } from "vitest";

import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import { podTemplateHash } from "../../../src/model/hashing/pod-template-hash.ts";

function template(image: string): PodTemplateSpec {
  return {
    metadata: { labels: { app: "web" } },
    spec: {
      containers: [
        {
          image,
          imagePullPolicy: "IfNotPresent",
          name: "a",
          terminationMessagePath: "/dev/termination-log",
          terminationMessagePolicy: "File",
        },
      ],
      dnsPolicy: "ClusterFirst",
      restartPolicy: "Always",
      schedulerName: "default-scheduler",
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    },
  };
}

describe("the hash of a pod template", () => {
  it("is that of a real cluster", () => {
    expect(podTemplateHash(template("nginx:1.29"), undefined)).toBe("6b5c55667");
    expect(podTemplateHash(template("nginx:1.29"), 1)).toBe("549f68fc5d");
    expect(podTemplateHash(template("nginx:2"), 0)).toBe("84bddb4785");
  });

  it.each([
    [{ cpu: "100m" }, "59859b54cd"],
    [{ cpu: "0.1" }, "869b7dcb94"],
    [{ memory: "1Gi" }, "6b88fc86f8"],
  ])("depends on how amounts are written: %j", (requests, hash) => {
    expect(podTemplateHash({ spec: { containers: [{ name: "a", resources: { requests } }] } }, undefined)).toBe(hash);
  });
});
