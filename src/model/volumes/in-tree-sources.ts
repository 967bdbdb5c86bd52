// Volume sources that were built into Kubernetes once and are served by CSI drivers today: which plugin and which driver.
// Imitates staging csi-translation-lib translate.go and plugins/*.go, and nodevolumelimits/utils.go, v1.36.

import type { PersistentVolumeSpec } from "../api/types/persistent-volume.ts";
import type { Volume } from "../objects.ts";

/** The field of a volume that holds such a source. */
type SourceField =
  | "gcePersistentDisk"
  | "awsElasticBlockStore"
  | "cinder"
  | "azureDisk"
  | "azureFile"
  | "vsphereVolume"
  | "portworxVolume";

/** The library knows how to translate every one of them; the scheduler does so for those that `migrates`. */
export interface InTreePlugin {
  readonly field: SourceField;
  readonly pluginName: string;
  readonly driverName: string;
  readonly migrates: boolean;
  /** The label of nodes in which the driver says their zone, where zones of volumes are translated. */
  readonly zoneKey: string | undefined;
}

/** A source of that plugin, as written. */
export interface InTreeSource {
  readonly plugin: InTreePlugin;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A volume of a pod that names its disk without a claim. */
export interface InTreeVolume {
  readonly kind: "in-tree";
  readonly volumeName: string;
  readonly source: InTreeSource;
}

const PLUGINS: readonly InTreePlugin[] = Object.freeze([
  {
    field: "gcePersistentDisk",
    pluginName: "kubernetes.io/gce-pd",
    driverName: "pd.csi.storage.gke.io",
    migrates: true,
    zoneKey: "topology.gke.io/zone",
  },
  {
    field: "awsElasticBlockStore",
    pluginName: "kubernetes.io/aws-ebs",
    driverName: "ebs.csi.aws.com",
    migrates: true,
    zoneKey: "topology.ebs.csi.aws.com/zone",
  },
  {
    field: "cinder",
    pluginName: "kubernetes.io/cinder",
    driverName: "cinder.csi.openstack.org",
    migrates: true,
    zoneKey: "topology.cinder.csi.openstack.org/zone",
  },
  {
    field: "azureDisk",
    pluginName: "kubernetes.io/azure-disk",
    driverName: "disk.csi.azure.com",
    migrates: true,
    zoneKey: undefined,
  },
  {
    field: "azureFile",
    pluginName: "kubernetes.io/azure-file",
    driverName: "file.csi.azure.com",
    migrates: false,
    zoneKey: undefined,
  },
  {
    field: "vsphereVolume",
    pluginName: "kubernetes.io/vsphere-volume",
    driverName: "csi.vsphere.vmware.com",
    migrates: false,
    zoneKey: undefined,
  },
  {
    field: "portworxVolume",
    pluginName: "kubernetes.io/portworx-volume",
    driverName: "pxd.portworx.com",
    migrates: true,
    zoneKey: undefined,
  },
]);

/** The in-tree source of a pod's volume or of a persistent volume's specification; undefined: another kind. */
export function inTreeSourceOf(volume: Volume | PersistentVolumeSpec): InTreeSource | undefined {
  const fields: Readonly<Record<string, unknown>> = { ...volume };
  for (const plugin of PLUGINS) {
    const value = fields[plugin.field];
    if (typeof value === "object" && value !== null) return { plugin, value: value as InTreeSource["value"] };
  }
  return undefined;
}

/** The plugin of a StorageClass' provisioner; undefined: it is no in-tree one. */
export function inTreePluginNamed(provisioner: string): InTreePlugin | undefined {
  return PLUGINS.find(({ pluginName }) => pluginName === provisioner);
}
