// Attachments of volumes to nodes. Imitates pkg/registry/storage/volumeattachment/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { applyVolumeAttachmentDefaults } from "../defaults/storage.ts";
import { keepStatus } from "../generation.ts";
import { VOLUME_ATTACHMENT, type VolumeAttachment } from "../types/storage.ts";
import { validateVolumeAttachment, validateVolumeAttachmentUpdate } from "../validation/volume-attachment.ts";

export const VOLUME_ATTACHMENT_KIND = apiKind<VolumeAttachment>({
  apiVersion: "storage.k8s.io/v1",
  kind: "VolumeAttachment",
  namespaced: false,
  type: VOLUME_ATTACHMENT,
  source: "pkg/registry/storage/volumeattachment/strategy.go",
  applyDefaults: applyVolumeAttachmentDefaults,
  prepareForCreate(attachment) {
    delete attachment.status;
  },
  validate: validateVolumeAttachment,
  prepareForUpdate: keepStatus,
  validateUpdate: validateVolumeAttachmentUpdate,
});
