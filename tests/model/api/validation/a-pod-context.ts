// A pod around containers that a test is about: it has a volume, a claim and nothing else.

import type { PodContext } from "../../../../src/model/api/validation/pod-context.ts";

export const POD: PodContext = {
  volumes: new Map([
    ["data", { name: "data", emptyDir: {} }],
    ["disk", { name: "disk", persistentVolumeClaim: { claimName: "disk" } }],
  ]),
  claimNames: new Set(["gpu"]),
  osName: undefined,
  restartPolicy: "Always",
  gracePeriodSeconds: undefined,
  hostUsers: true,
};
