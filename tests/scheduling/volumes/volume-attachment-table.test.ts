// VolumeAttachments by node.

import { expect, it } from "vitest";

import { VolumeAttachmentTable } from "../../../src/scheduling/volumes/volume-attachment-table.ts";
import { VolumeCluster } from "./volume-cluster.ts";

it("lists attachments of persistent volumes, and hears of new ones", () => {
  const cluster = new VolumeCluster();
  const table = new VolumeAttachmentTable(cluster.cluster.objects);
  const attach = (name: string, spec: object) =>
    cluster.store({ kind: "VolumeAttachment", object: { metadata: { name }, spec } });
  expect(table.of("n1")).toEqual([]);
  attach("a", { attacher: "d", nodeName: "n1", source: { persistentVolumeName: "v" } });
  attach("b", { attacher: "d", nodeName: "n1", source: {} });
  attach("c", { nodeName: "n1", source: { persistentVolumeName: "v" } });
  expect(table.of("n1")).toEqual([{ driver: "d", volumeName: "v" }]);
  attach("d", { attacher: "e", nodeName: "n1", source: { persistentVolumeName: "w" } });
  expect(table.of("n1")).toHaveLength(2);
  expect(table.of("n2")).toEqual([]);
});
