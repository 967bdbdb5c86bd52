// What a StatefulSet or DaemonSet has been: one ControllerRevision per template. Its data is a patch of the owner.
// Source: k8s.io/api/apps/v1/types.go (ControllerRevision), v1.36.

import { INT64, RAW, STRING, always, struct, type ValueOf } from "../api-type.ts";
import { OBJECT_META } from "./object-meta.ts";

export const CONTROLLER_REVISION = struct("v1.ControllerRevision", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  data: RAW,
  revision: always(INT64),
});
export type ControllerRevision = ValueOf<typeof CONTROLLER_REVISION>;
