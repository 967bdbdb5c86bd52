// Which kind and version a document says that it is, as kube-scheduler finds it out before it reads anything else.
// Imitates apimachinery pkg/runtime/serializer/json/meta.go and pkg/runtime/schema (ParseGroupVersion), v1.36.

import type { ValuePath } from "../../model/api/decode.ts";

export const GROUP = "kubescheduler.config.k8s.io";
export const API_VERSION = `${GROUP}/v1`;
export const CONFIGURATION_KIND = "KubeSchedulerConfiguration";

export interface TypeName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export type FoundTypeName =
  | ({ readonly kind: "found" } & { readonly type: TypeName })
  | { readonly kind: "refused"; readonly place: ValuePath; readonly message: string };

/** Go's name of what it reads kind and version into. */
const HEAD_TYPE =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** Parts that are not given are empty. */
export function findTypeName(value: unknown): FoundTypeName {
  if (value === null || value === undefined) return { kind: "found", type: { group: "", version: "", kind: "" } };
  if (typeof value !== "object" || Array.isArray(value)) {
    return unreadable([], `cannot unmarshal ${jsonKind(value)} into Go value of type ${HEAD_TYPE}`);
  }
  const { apiVersion = "", kind = "" } = value as { readonly apiVersion?: unknown; readonly kind?: unknown };
  for (const [name, part] of Object.entries({ apiVersion: apiVersion ?? "", kind: kind ?? "" })) {
    if (typeof part === "string") continue;
    return unreadable([name], `cannot unmarshal ${jsonKind(part)} into Go struct field .${name} of type string`);
  }
  return withVersion((apiVersion ?? "") as string, (kind ?? "") as string);
}

function unreadable(place: ValuePath, message: string): FoundTypeName {
  return { kind: "refused", place, message: `couldn't get version/kind; json parse error: json: ${message}` };
}

function withVersion(apiVersion: string, kind: string): FoundTypeName {
  const parts = apiVersion === "/" ? [""] : apiVersion.split("/");
  if (parts.length > 2) {
    return { kind: "refused", place: ["apiVersion"], message: `unexpected GroupVersion string: ${apiVersion}` };
  }
  const version = parts.at(-1)!;
  const group = parts.length === 2 ? parts[0]! : "";
  return { kind: "found", type: { group, version, kind } };
}

/** What is not given is taken from `otherwise`. */
export function withDefaults(type: TypeName, otherwise: TypeName): TypeName {
  const kind = type.kind || otherwise.kind;
  if (type.version === "" && type.group === "") return { ...otherwise, kind };
  if (type.version === "" && type.group === otherwise.group) return { ...type, version: otherwise.version, kind };
  return { ...type, kind };
}

/** `kubescheduler.config.k8s.io/v1` */
export function versionText({ group, version }: TypeName): string {
  return group === "" ? version : `${group}/${version}`;
}

/** The place in the server's own source is part of its message. */
export function notRegistered(type: TypeName): string {
  return `no kind "${type.kind}" is registered for version "${versionText(type)}" in scheme "pkg/runtime/scheme.go:111"`;
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}
