// Which evaluator counts objects of which kind.

import { expect, it } from "vitest";

import { evaluatorOf } from "../../../src/model/admission/quota-evaluators.ts";

it("knows kinds by their resources, and those of which more is counted", () => {
  expect(
    ["Pod", "Service", "PersistentVolumeClaim", "Deployment", "CronJob"].map((k) => evaluatorOf(k).resource),
  ).toEqual(["pods", "services", "persistentvolumeclaims", "deployments.apps", "cronjobs.batch"]);
  expect(evaluatorOf("Deployment")).toBe(evaluatorOf("Deployment"));
});
