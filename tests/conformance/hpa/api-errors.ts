// What the API server's errors say. Imitates staging apimachinery pkg/api/errors/errors.go, v1.36.

import type { RefusalReason } from "../../../src/components/controllers/controller.ts";
import type { ApiError } from "./record.ts";

/** `resource` as `deployments.apps`. */
export function errorText({ kind, message }: ApiError, resource: string, name: string): string {
  switch (kind) {
    case "Conflict":
      return `Operation cannot be fulfilled on ${resource} "${name}": ${message}`;
    case "Forbidden":
      return `${resource} "${name}" is forbidden: ${message}`;
    case "NotFound":
      return notFoundText(resource, name);
    case "Internal":
      return `Internal error occurred: ${message}`;
    default:
      return message;
  }
}

export function notFoundText(resource: string, name: string): string {
  return `${resource} "${name}" not found`;
}

export function reasonOf({ kind }: ApiError): RefusalReason {
  return kind === "Conflict" || kind === "Forbidden" || kind === "NotFound" ? kind : "InternalError";
}
