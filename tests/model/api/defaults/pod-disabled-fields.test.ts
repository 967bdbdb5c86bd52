// Fields of features that are off.

import { expect, it } from "vitest";

import { dropDisabledPodFields } from "../../../../src/model/api/defaults/pod-disabled-fields.ts";

it("takes away groups, bundles, certificates and stop signals", () => {
  const spec = {
    schedulingGroup: { podGroupName: "g" },
    volumes: [{ projected: { sources: [{ clusterTrustBundle: {} }, { podCertificate: {} }, { secret: {} }] } }],
    containers: [{ lifecycle: { stopSignal: "SIGTERM" } }],
    initContainers: [{ lifecycle: { stopSignal: "SIGTERM", preStop: {} } }],
    ephemeralContainers: [{ lifecycle: {} }],
  };
  dropDisabledPodFields(spec);
  expect(spec).toEqual({
    volumes: [{ projected: { sources: [{}, {}, { secret: {} }] } }],
    containers: [{}],
    initContainers: [{ lifecycle: { preStop: {} } }],
    ephemeralContainers: [{ lifecycle: {} }],
  });
});
