// Bounds and the old rules of stabilisation. The rows are those of horizontal_test.go, v1.36.

import { expect, it } from "vitest";

import { AutoscalerMemory } from "../../../../src/components/controllers/horizontal-pod-autoscaler/autoscaler-memory.ts";
import { normalise } from "../../../../src/components/controllers/horizontal-pod-autoscaler/normalisation.ts";
import { SECOND } from "./small-autoscaling.ts";

it.each([
  [5, 7, 3, 8, 7, "False", "DesiredWithinRange"],
  [3, 1, 2, 8, 2, "True", "TooFewReplicas"],
  [20, 1000, 1, 10, 10, "True", "TooManyReplicas"],
  [3, 1000, 1, 2000, 6, "True", "ScaleUpLimit"],
  [1, 1000, 1, 2000, 4, "True", "ScaleUpLimit"],
])("makes of %i that want to be %i, within %i and %i, %i", (current, wished, min, max, replicas, status, reason) => {
  const bounds = { minReplicas: min, maxReplicas: max, currentReplicas: current };
  const outcome = normalise(wished, bounds, new AutoscalerMemory(), 0, 0);
  expect(outcome).toMatchObject({
    replicas,
    scalingLimited: { status, reason },
    ableToScale: { reason: "ReadyForNewScale" },
  });
});

it("holds the highest wish of the last five minutes", () => {
  const memory = new AutoscalerMemory();
  memory.recommend(4, 300 * SECOND, -120 * SECOND);
  memory.recommend(5, 300 * SECOND, -60 * SECOND);
  const bounds = { minReplicas: 1, maxReplicas: 10, currentReplicas: 5 };
  expect(normalise(3, bounds, memory, 300 * SECOND, 0)).toMatchObject({
    replicas: 5,
    ableToScale: { status: "True", reason: "ScaleDownStabilized" },
  });
});
