// Who chooses a pod's devices at Reserve.

import { describe, expect, it } from "vitest";

import type { Decision } from "../../../src/scheduling/framework/decision.ts";
import type { SchedulerPlugin } from "../../../src/scheduling/framework/plugin.ts";
import { createProfileRuntime } from "../../../src/scheduling/framework/profile-runtime.ts";
import { reserve } from "../../../src/scheduling/framework/reserve.ts";
import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { podAsking } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const SCHEDULED: Decision = { kind: "scheduled", node: 3, path: "scored", evaluated: 2, feasible: 2 };

function reserved(choices: readonly (readonly number[] | undefined)[], gpus: number, decision = SCHEDULED): Decision {
  const small = new SmallCluster([]);
  const runtime = createProfileRuntime(defaultSchedulerConfiguration("1.36").profiles[0]!, [], small);
  const plugins = choices.map((devices, index) => {
    const plugin: SchedulerPlugin = { chooseDevices: () => devices };
    return { name: `plugin-${index}`, plugin };
  });
  const asking = podAsking(gpus === 0 ? { cpu: "1" } : { "nvidia.com/gpu": gpus });
  return reserve({ ...runtime, reserve: [{ name: "silent", plugin: {} }, ...plugins] }, small.pod(asking), decision);
}

describe("Reserve", () => {
  it("takes the devices of the first plugin that chooses some", () => {
    expect(reserved([undefined, [2], [1]], 1)).toEqual({ ...SCHEDULED, devices: [2] });
  });

  it("leaves the decision as it is where nobody chooses, or no devices are wanted, or no node was found", () => {
    expect(reserved([undefined], 1)).toBe(SCHEDULED);
    expect(reserved([[1]], 0)).toBe(SCHEDULED);
    const failed: Decision = { kind: "error", message: "none" };
    expect(reserved([[1]], 1, failed)).toBe(failed);
  });
});
