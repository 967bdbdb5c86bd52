// The way of a CSI driver into the API server.

import { expect, it } from "vitest";

import { CSI_DRIVER_KIND } from "../../../../src/model/api/kinds/csi-driver.ts";
import { changeMistakes, create, stored, update } from "../kind-outcomes.ts";

const TOKENS = { tokenRequests: [{ audience: "a" }] };
const WARNING = expect.stringMatching(/^spec\.serviceAccountTokenInSecrets is unset; /) as unknown;

it("has its defaults, and nothing that is not offered yet", () => {
  const driver = stored(CSI_DRIVER_KIND, { spec: { preventPodSchedulingIfMissing: true } });
  expect(driver).toMatchObject({ spec: { attachRequired: true, volumeLifecycleModes: ["Persistent"] } });
  expect(driver["spec"]).not.toHaveProperty("preventPodSchedulingIfMissing");
});

it("counts changes of its specification", () => {
  expect(update(CSI_DRIVER_KIND, {}, { spec: { podInfoOnMount: true } })).toMatchObject({
    object: { metadata: { generation: 1 } },
  });
  const unchanged = update(CSI_DRIVER_KIND, {}, { spec: { podInfoOnMount: false } });
  expect("object" in unchanged && unchanged.object["metadata"]).not.toHaveProperty("generation");
});

it("warns of tokens that are handed over in the open, as long as they change", () => {
  expect(create(CSI_DRIVER_KIND, { spec: TOKENS })).toMatchObject({ warnings: [WARNING] });
  expect(create(CSI_DRIVER_KIND, { spec: { ...TOKENS, serviceAccountTokenInSecrets: true } })).toMatchObject({
    warnings: [],
  });
  expect(update(CSI_DRIVER_KIND, {}, { spec: TOKENS })).toMatchObject({ warnings: [WARNING] });
  expect(update(CSI_DRIVER_KIND, { spec: TOKENS }, { spec: TOKENS })).toMatchObject({ warnings: [] });
});

it("keeps how volumes are attached", () => {
  expect(changeMistakes(CSI_DRIVER_KIND, {}, { spec: { attachRequired: false } })).toEqual([
    "spec.attachedRequired: Invalid value: false: field is immutable",
  ]);
});
