// Ports of containers on their host's network.

import { expect, it } from "vitest";

import { applyHostPorts } from "../../../../src/model/api/defaults/host-ports.ts";

it("makes every port one of the host, unless another is written", () => {
  const spec = {
    containers: [{ ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 8081 }] }, {}],
    initContainers: [{ ports: [{ containerPort: 82, hostPort: 0 }, {}] }],
  };
  applyHostPorts(spec);
  expect(spec).toEqual({
    containers: [
      {
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 81, hostPort: 8081 },
        ],
      },
      {},
    ],
    initContainers: [{ ports: [{ containerPort: 82, hostPort: 82 }, {}] }],
  });
});
