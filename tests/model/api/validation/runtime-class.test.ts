// What is wrong with runtime classes.

import { expect, it } from "vitest";

import type { RuntimeClass } from "../../../../src/model/api/types/policy.ts";
import {
  validateRuntimeClass,
  validateRuntimeClassUpdate,
} from "../../../../src/model/api/validation/runtime-class.ts";
import { errorLines } from "../error-lines.ts";

const CLASS = { metadata: { name: "a", resourceVersion: "1" }, handler: "runsc" };
const TOLERATION = { key: "a", operator: "Equal", value: "b", effect: "NoExecute" };

it.each<[Partial<RuntimeClass>, readonly string[]]>([
  [
    {
      overhead: { podFixed: { cpu: "100m", memory: "64Mi" } },
      scheduling: { nodeSelector: { a: "b" }, tolerations: [TOLERATION, { ...TOLERATION, effect: "NoSchedule" }] },
    },
    [],
  ],
  [{ handler: "a.b" }, ['handler: Invalid value: "a.b": must not contain dots']],
  [
    { overhead: { podFixed: { cpu: "-1" } } },
    ['overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0'],
  ],
  [
    { scheduling: { tolerations: [TOLERATION, { ...TOLERATION, tolerationSeconds: 5 }] } },
    [
      'scheduling.tolerations[1]: Duplicate value: {"key":"a","operator":"Equal","value":"b","effect":"NoExecute","tolerationSeconds":5}',
    ],
  ],
  [{ scheduling: { tolerations: [{ key: "a", operator: "Is" }] } }, ["scheduling.tolerations[0].operator"]],
  [{ scheduling: { nodeSelector: { a: "b c" } } }, ['scheduling.nodeSelector: Invalid value: "b c"']],
])("judges %j", (parts, lines) => {
  const found = errorLines(validateRuntimeClass({ ...CLASS, ...parts }));
  expect(found).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(found[index]).toContain(line);
});

it("asks for a handler, and for the same one for ever", () => {
  const { handler: _handler, ...without } = CLASS;
  expect(errorLines(validateRuntimeClass(without))).toEqual(["handler: Required value"]);
  expect(validateRuntimeClassUpdate(CLASS, CLASS)).toEqual([]);
  expect(errorLines(validateRuntimeClassUpdate({ ...CLASS, handler: "kata" }, CLASS))).toEqual([
    'handler: Invalid value: "kata": field is immutable',
  ]);
});
