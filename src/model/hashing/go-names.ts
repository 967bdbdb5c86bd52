// What Go calls the fields of pod templates: the dump that template hashes are made of has Go's names, not JSON's.
// Source: k8s.io/api/core/v1/types.go and k8s.io/apimachinery pkg/apis/meta/v1/types.go, v1.36.

import type { StructType } from "../api/api-type.ts";

/** Names that are not the JSON name with a capital letter. */
const GO_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    apiGroup: "APIGroup",
    apiVersion: "APIVersion",
    awsElasticBlockStore: "AWSElasticBlockStore",
    cephfs: "CephFS",
    chapAuthDiscovery: "DiscoveryCHAPAuth",
    chapAuthSession: "SessionCHAPAuth",
    csi: "CSI",
    diskURI: "DataDiskURI",
    dnsConfig: "DNSConfig",
    dnsPolicy: "DNSPolicy",
    endpoints: "EndpointsName",
    fc: "FC",
    fsGroup: "FSGroup",
    fsGroupChangePolicy: "FSGroupChangePolicy",
    fsType: "FSType",
    gcePersistentDisk: "GCEPersistentDisk",
    gmsaCredentialSpec: "GMSACredentialSpec",
    gmsaCredentialSpecName: "GMSACredentialSpecName",
    grpc: "GRPC",
    httpGet: "HTTPGet",
    httpHeaders: "HTTPHeaders",
    ip: "IP",
    iqn: "IQN",
    iscsi: "ISCSI",
    iscsiInterface: "ISCSIInterface",
    metadata: "ObjectMeta",
    nfs: "NFS",
    os: "OS",
    pdName: "PDName",
    rbd: "RBD",
    seLinuxChangePolicy: "SELinuxChangePolicy",
    seLinuxOptions: "SELinuxOptions",
    serviceAccount: "DeprecatedServiceAccount",
    sslEnabled: "SSLEnabled",
    storageos: "StorageOS",
    tcpSocket: "TCPSocket",
    tty: "TTY",
    uid: "UID",
    wwids: "WWIDs",
  }),
);

/** And those of one type, which mean something else in others. */
const GO_NAMES_OF_TYPES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    "v1.RBDVolumeSource",
    new Map([
      ["image", "RBDImage"],
      ["monitors", "CephMonitors"],
      ["pool", "RBDPool"],
      ["user", "RadosUser"],
    ]),
  ],
]);

/** What Go calls the field of the struct that JSON calls `name`. */
export function goFieldName({ goType }: StructType, name: string): string {
  const special = GO_NAMES_OF_TYPES.get(goType)?.get(name) ?? GO_NAMES.get(name);
  return special ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
