// What pods ask for as a whole, as the API server judges it.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validateOverhead, validatePodResources } from "../../../../src/model/api/validation/pod-resources.ts";
import { errorLines } from "../error-lines.ts";

function mistakes(spec: PodSpec): readonly string[] {
  return errorLines(validatePodResources(spec, new Set(), FieldPath.root("spec")));
}

const HALF = { requests: { cpu: "500m" }, limits: { cpu: "2" } };

it.each<[string, PodSpec, readonly string[]]>([
  ["nothing", { containers: [{ resources: HALF }] }, []],
  ["enough", { resources: { requests: { cpu: "1" } }, containers: [{ resources: HALF }, { resources: HALF }] }, []],
  [
    "less than its containers",
    { resources: { requests: { cpu: "900m" } }, containers: [{ resources: HALF }, { resources: HALF }] },
    [
      'spec.resources.requests[cpu]: Invalid value: "900m": ' +
        "must be greater than or equal to aggregate container requests of 1",
    ],
  ],
  [
    "a limit below that of a container",
    { resources: { limits: { cpu: "1" } }, containers: [{}, { resources: HALF }] },
    ['spec.resources.containers[1][cpu].limits: Invalid value: "2": must be less than or equal to pod limits of 1'],
  ],
  [
    "fewer huge pages than its containers",
    {
      resources: { limits: { cpu: "1", "hugepages-2Mi": "2Mi" } },
      containers: [
        { resources: { limits: { "hugepages-2Mi": "2Mi" } } },
        { resources: { limits: { "hugepages-2Mi": "2Mi" } } },
      ],
    },
    [
      'spec.resources.limits[hugepages-2Mi]: Invalid value: "2Mi": ' +
        "must be greater than or equal to aggregate container limits of 4Mi",
    ],
  ],
  [
    "what only containers can ask for",
    { resources: { claims: [], requests: { "ephemeral-storage": "1Gi" } } },
    [
      "spec.resources.claims: Forbidden: claims may not be set for Resources at pod-level",
      'spec.resources.requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": ' +
        'supported values: "cpu", "hugepages-", "memory"',
    ],
  ],
  [
    "anything, on Windows",
    { os: { name: "windows" }, resources: { claims: [] } },
    ["spec.resources: Forbidden: may not be set for a windows pod"],
  ],
])("a pod that asks for %s", (_what, spec, lines) => {
  expect(mistakes(spec)).toEqual(lines);
});

it("judges overhead as limits", () => {
  expect(errorLines(validateOverhead({ cpu: "-1" }, FieldPath.root("overhead")))).toEqual([
    'overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
  ]);
});
