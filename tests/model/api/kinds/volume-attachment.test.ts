// The way of a volume's attachment into the API server.

import { expect, it } from "vitest";

import { VOLUME_ATTACHMENT_KIND } from "../../../../src/model/api/kinds/volume-attachment.ts";
import { changeMistakes, create, created, mistakes } from "../kind-outcomes.ts";

function attachment(nodeName: string, more: object = {}) {
  return { spec: { attacher: "csi.example.com", nodeName, source: { persistentVolumeName: "v" } }, ...more };
}

it("is stored without a status", () => {
  const stored = created(VOLUME_ATTACHMENT_KIND, attachment("n1", { status: { attached: true } }));
  expect(stored).toMatchObject(attachment("n1"));
  expect(stored["status"]).toEqual({ attached: false });
});

it("is judged when it is new and when it changes", () => {
  expect(mistakes(VOLUME_ATTACHMENT_KIND, attachment("No"))[0]).toMatch(/^spec\.nodeName: Invalid value: "No"/);
  expect(changeMistakes(VOLUME_ATTACHMENT_KIND, attachment("n1"), attachment("n1"))).toEqual([]);
  expect(changeMistakes(VOLUME_ATTACHMENT_KIND, attachment("n1"), attachment("n2"))).toHaveLength(1);
});

it("may hold its volume itself, which gets the defaults of its source", () => {
  const iscsi = { targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:x", lun: 0 };
  const source = { inlineVolumeSpec: { accessModes: ["ReadWriteOnce"], iscsi } };
  const outcome = create(VOLUME_ATTACHMENT_KIND, { spec: { attacher: "a", nodeName: "n", source } });
  expect(outcome).toEqual({
    lines: ["spec.source.inlineVolumeSpec.csi: Required value: has to be specified in the context of inline volumes"],
  });
});
