// Manifests of records as admission sees them: decoded and with defaults.

import { apiKindOf } from "../../../src/model/api/api-kinds.ts";
import type { ApiObject } from "../../../src/model/api/api-kind.ts";
import { decodeStruct } from "../../../src/model/api/decode.ts";
import type { RecordedValue } from "./operation.ts";

/** The object of a manifest that is known to be decodable. */
export function decodedObject(manifest: unknown): ApiObject {
  const { apiVersion, kind } = manifest as RecordedValue;
  const api = apiKindOf(String(apiVersion), String(kind));
  if (api === undefined) throw new Error(`${String(apiVersion)} ${String(kind)} is not read`);
  const { value } = decodeStruct(manifest, api.type);
  value["metadata"] ??= {};
  api.applyDefaults(value);
  return value;
}
