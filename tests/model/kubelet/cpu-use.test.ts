// How much CPU containers use over their age.

import { expect, it } from "vitest";

import { amountAt } from "../../../src/model/kubelet/amounts-at-ages.ts";
import { parseCpuUse } from "../../../src/model/kubelet/cpu-use.ts";

const spanUs = (text: string) => (/^\d+s$/.test(text) ? Number(text.slice(0, -1)) : undefined);

it("is a start that is busy and a base that stays", () => {
  const use = parseCpuUse("1.5@0s,1500m@30s,20m@30s", spanUs)!;
  expect([0, 29, 30, 900].map((age) => amountAt(use, age))).toEqual([1500, 1500, 20, 20]);
});

it.each(["", "fast", "-1m", "20m@soon", "1,2"])("is nothing as %j", (text) => {
  expect(parseCpuUse(text, spanUs)).toBeUndefined();
});
