// Who reaches a service.

import { expect, it } from "vitest";

import {
  isExternallyAccessible,
  isHeadless,
  needsHealthCheck,
  needsNodePort,
} from "../../../src/model/api/service-reach.ts";
import type { ServiceSpec } from "../../../src/model/api/types/service.ts";

it.each<[ServiceSpec, { headless?: true; external?: true; check?: true; nodePort?: true }]>([
  [{ type: "ClusterIP", clusterIPs: ["10.0.0.1"] }, {}],
  [{ type: "ClusterIP", clusterIPs: ["None"] }, { headless: true }],
  [{ type: "ClusterIP", clusterIP: "None" }, {}],
  [{ type: "ClusterIP", externalIPs: ["1.2.3.4"] }, { external: true }],
  [
    { type: "NodePort", externalTrafficPolicy: "Local" },
    { external: true, nodePort: true },
  ],
  [
    { type: "LoadBalancer", externalTrafficPolicy: "Cluster" },
    { external: true, nodePort: true },
  ],
  [
    { type: "LoadBalancer", externalTrafficPolicy: "Local" },
    { external: true, nodePort: true, check: true },
  ],
  [{ type: "ExternalName", externalIPs: ["1.2.3.4"] }, {}],
])("knows %j", (spec, { headless = false, external = false, check = false, nodePort = false }) => {
  expect(isHeadless(spec)).toBe(headless);
  expect(isExternallyAccessible(spec)).toBe(external);
  expect(needsHealthCheck(spec)).toBe(check);
  expect(needsNodePort(spec)).toBe(nodePort);
});
