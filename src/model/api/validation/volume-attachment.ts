// What the API server says of attachments of volumes, new and changed.
// Imitates pkg/apis/storage/validation/validation.go (ValidateVolumeAttachment, ValidateVolumeAttachmentUpdate), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { forbidden, invalid, required, tooLong, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import {
  VOLUME_ATTACHMENT_SPEC,
  type VolumeAttachment,
  type VolumeAttachmentSource,
  type VolumeAttachmentStatus,
  type VolumeError,
} from "../types/storage.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateDns1123Subdomain } from "./names.ts";
import { validateInlineVolumeSpec } from "./persistent-volume-inline.ts";
import { validateCsiDriverName } from "./volume-csi.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const STATUS = FieldPath.root("status");
const SOURCE = SPEC.child("source");
const VOLUME_NAME = SOURCE.child("persistentVolumeName");

const EXACTLY_ONE = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
const METADATA_SIZE_MAX = 256 * 1024;
const MESSAGE_SIZE_MAX = 1024;
const ERROR_CODE_RANGE = "must be between 0 and 2147483647, inclusive";

export function validateVolumeAttachment({
  metadata,
  spec = {},
  status = {},
}: VolumeAttachment): readonly FieldError[] {
  const { attacher, source = {}, nodeName = "" } = spec;
  const { persistentVolumeName: volumeName } = source;
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateCsiDriverName(attacher, SPEC.child("attacher")),
    ...validateSource(source),
    ...validateDns1123Subdomain(nodeName, SPEC.child("nodeName")),
    ...validateStatus(status),
    ...(volumeName === undefined ? [] : validateDns1123Subdomain(volumeName, VOLUME_NAME)),
  ];
}

function validateSource({ persistentVolumeName, inlineVolumeSpec }: VolumeAttachmentSource): readonly FieldError[] {
  if (inlineVolumeSpec === undefined) {
    if (persistentVolumeName === undefined) return [required(SOURCE, EXACTLY_ONE)];
    return persistentVolumeName === "" ? [required(VOLUME_NAME, "must specify non empty persistentVolumeName")] : [];
  }
  if (persistentVolumeName !== undefined) return [forbidden(SOURCE, EXACTLY_ONE)];
  return validateInlineVolumeSpec(inlineVolumeSpec, SOURCE.child("inlineVolumeSpec"));
}

function validateStatus({ attachmentMetadata = {}, attachError, detachError }: VolumeAttachmentStatus): FieldError[] {
  const texts = Object.entries(attachmentMetadata).flat();
  const sizeBytes = texts.reduce((total, text) => total + utf8LengthBytes(text), 0);
  const place = STATUS.child("attachmentMetadata");
  return [
    ...(sizeBytes > METADATA_SIZE_MAX ? [tooLong(place, METADATA_SIZE_MAX)] : []),
    ...validateError(attachError, STATUS.child("attachError")),
    ...validateError(detachError, STATUS.child("detachError")),
  ];
}

/** Of a message that is too long the server names the wrong bound. */
function validateError(error: VolumeError | undefined, path: FieldPath): readonly FieldError[] {
  const { message = "", errorCode = 0 } = error ?? {};
  const errors: FieldError[] = [];
  if (utf8LengthBytes(message) > MESSAGE_SIZE_MAX) errors.push(tooLong(path.child("message"), METADATA_SIZE_MAX));
  if (errorCode < 0) errors.push(invalid(path.child("errorCode"), errorCode, ERROR_CODE_RANGE));
  return errors;
}

/** What is attached where never changes. */
export function validateVolumeAttachmentUpdate(
  attachment: VolumeAttachment,
  old: VolumeAttachment,
): readonly FieldError[] {
  return [
    ...validateVolumeAttachment(attachment),
    ...validateImmutableValue(attachment.spec ?? {}, old.spec ?? {}, VOLUME_ATTACHMENT_SPEC, SPEC),
  ];
}
