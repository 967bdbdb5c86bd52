// The handle under which a CSI driver knows a disk of an in-tree source.
// Imitates staging csi-translation-lib plugins/{aws_ebs,azure_disk,gce_pd,openstack_cinder,portworx}.go, v1.36.

import type { PersistentVolume } from "../api/types/persistent-volume.ts";
import type { Labels } from "../objects.ts";
import type { InTreeSource } from "./in-tree-sources.ts";

/** A handle, or why there is none, in the library's words. */
export type CsiHandle =
  { readonly kind: "handle"; readonly handle: string } | { readonly kind: "failed"; readonly message: string };

const ZONE = "topology.kubernetes.io/zone";
const BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";
const UNSPECIFIED = "UNSPECIFIED";
/** What the API server writes where no kind is said. */
const AZURE_DEFAULT_KIND = "Shared";
const AWS_VOLUME = /^vol-[^/]*$/;

/** The handle of a disk that a pod names itself. */
export function inlineHandle({ plugin, value }: InTreeSource): CsiHandle {
  switch (plugin.field) {
    case "gcePersistentDisk":
      return handle(zonalDisk(UNSPECIFIED, text(value["pdName"])));
    default:
      return commonHandle({ plugin, value });
  }
}

/** The handle of a persistent volume's disk. */
export function volumeHandle(source: InTreeSource, { metadata }: PersistentVolume): CsiHandle {
  if (source.plugin.field !== "gcePersistentDisk") return commonHandle(source);
  return gceHandle(text(source.value["pdName"]), metadata?.labels ?? {});
}

function commonHandle({ plugin, value }: InTreeSource): CsiHandle {
  switch (plugin.field) {
    case "awsElasticBlockStore":
      return awsHandle(text(value["volumeID"]));
    case "azureDisk":
      return azureHandle(text(value["kind"]) || AZURE_DEFAULT_KIND, text(value["diskURI"]));
    default:
      return handle(text(value["volumeID"]));
  }
}

/** One zone, several zones of one region, or none said. */
function gceHandle(disk: string, labels: Labels): CsiHandle {
  const zones = (ownLabel(labels, BETA_ZONE) || ownLabel(labels, ZONE)).split("__");
  if (zones.length === 1) return handle(zonalDisk(zones[0] || UNSPECIFIED, disk));
  const regions = new Set<string>();
  for (const zone of zones) {
    const parts = zone.split("-");
    if (parts.length !== 3) {
      const problem = `zone in unexpected format, expected: {locale}-{region}-{zone}, got: ${zone}`;
      return failed(`failed to get region from zones: ${problem}`);
    }
    regions.add(`${parts[0]}-${parts[1]}`);
  }
  if (regions.size > 1) {
    const listed = [...regions].sort().map((region) => `${region}:{}`);
    return failed(
      `failed to get region from zones: multiple or no regions gotten from zones, got: map[${listed.join(" ")}]`,
    );
  }
  return handle(`projects/${UNSPECIFIED}/regions/${[...regions][0]}/disks/${disk}`);
}

function zonalDisk(zone: string, disk: string): string {
  return `projects/${UNSPECIFIED}/zones/${zone}/disks/${disk}`;
}

/** `vol-…`, `aws:///vol-…` or `aws://zone/vol-…`. */
function awsHandle(id: string): CsiHandle {
  if (!id.startsWith("aws://")) return handle(id);
  const [, path = ""] = /^aws:\/\/[^/?#]*([^?#]*)/.exec(id)!;
  const volume = path.replace(/^\/+|\/+$/g, "");
  if (AWS_VOLUME.test(volume)) return handle(volume);
  return failed(`failed to translate Kubernetes ID to EBS Volume ID Invalid format for AWS volume (${id})`);
}

function azureHandle(kind: string, uri: string): CsiHandle {
  if (kind.toLowerCase() === "managed") return handle(uri);
  return failed(`kind(${kind}) is not supported in csi migration`);
}

function ownLabel(labels: Labels, key: string): string {
  return Object.hasOwn(labels, key) ? labels[key]! : "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function handle(of: string): CsiHandle {
  return { kind: "handle", handle: of };
}

function failed(message: string): CsiHandle {
  return { kind: "failed", message };
}
