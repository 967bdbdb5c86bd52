// What containers of a class use by themselves.

import { describe, expect, it } from "vitest";

import { containerUses, NO_PLACE } from "../../../src/model/kubelet/container-uses.ts";
import { pod } from "../../model/build-objects.ts";

const MINUTE = 60_000_000;

describe("the containers of a class", () => {
  const annotations = {
    "plimsoll/cpu-use": "2@0s,2@1m,20m@1m",
    "plimsoll/cpu-use.side": "5m",
    "plimsoll/memory-use.main": "1Mi@0s,2Mi@5m",
  };
  const containers = [
    { name: "main", resources: { limits: { cpu: "500m" } } },
    { name: "second", resources: { requests: { memory: "3Mi" } } },
  ];
  const initContainers = [{ name: "setup" }, { name: "side", restartPolicy: "Always" }];
  const [main, second, side, ...others] = containerUses(pod({ containers, initContainers }, { annotations }));

  it("are those that run as long as the pod, by their places", () => {
    expect([main, second, side].map((use) => [use!.name, use!.place])).toEqual([
      ["main", 0],
      ["second", 1],
      ["side", NO_PLACE],
    ]);
    expect(others).toEqual([]);
  });

  it("use what is said of them, up to their limit", () => {
    expect(main!.cpu!.map(({ amount }) => amount)).toEqual([500, 500, 500, 20]);
    expect([main!.cpuLimitMilli, second!.cpuLimitMilli]).toEqual([500, Infinity]);
    expect(second!.cpu!.at(-1)).toEqual({ ageUs: MINUTE, amount: 20 });
    expect(second!.memory).toEqual([{ ageUs: 0, bytes: 3 * 1024 * 1024 }]);
    expect(side!.cpu).toEqual([{ ageUs: 0, amount: 5 }]);
  });

  it("change by themselves until an age", () => {
    expect([main, second, side].map((use) => use!.settledAgeUs)).toEqual([5 * MINUTE, MINUTE, 0]);
  });

  it("are limited by what their pod may have as a whole", () => {
    const whole = pod({ containers: [{ name: "main" }], resources: { limits: { cpu: "300m" } } });
    expect(containerUses(whole)[0]!.cpuLimitMilli).toBe(300);
  });
});
