// What Go's types hold when nothing is said, as JSON.
// Imitates encoding/json and the marshallers of apimachinery (resource.Quantity, v1.Time, v1.Duration), v1.36.

import type { ApiType } from "./api-type.ts";

/** Lists, maps and times that are not there are null. */
export function zeroOf(type: ApiType): unknown {
  switch (type.kind) {
    case "struct":
      return {};
    case "string":
    case "bytes":
      return "";
    case "boolean":
      return false;
    case "int32":
    case "int64":
    case "float64":
    case "int-or-string":
      return 0;
    case "quantity":
      return "0";
    case "duration":
      return "0s";
    default:
      return null;
  }
}
