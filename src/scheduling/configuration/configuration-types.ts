// The types of a KubeSchedulerConfiguration, as its decoder knows them; the arguments of plugins stand beside.
// Source: k8s.io/kube-scheduler/config/v1/types.go and k8s.io/component-base/config/v1alpha1/types.go, v1.36.

import {
  BOOLEAN,
  BYTES,
  DURATION,
  INT32,
  INT64,
  RAW,
  STRING,
  always,
  alwaysPointer,
  list,
  pointer,
  struct,
  type Draft,
  type ScalarType,
  type StructType,
  type ValueOf,
} from "../../model/api/api-type.ts";

/** The client's rate is the only number of 32 bits in all of the configuration. */
const FLOAT32: ScalarType<"float64"> = Object.freeze({ kind: "float64", goType: "float32" });

const PLUGIN = struct("v1.Plugin", { name: always(STRING), weight: pointer(INT32) });

const PLUGIN_SET = struct("v1.PluginSet", { enabled: list(PLUGIN), disabled: list(PLUGIN) });
export type PluginSet = ValueOf<typeof PLUGIN_SET>;

/** Points of v1.33 to v1.35. */
const POINTS = {
  preEnqueue: PLUGIN_SET,
  queueSort: PLUGIN_SET,
  preFilter: PLUGIN_SET,
  filter: PLUGIN_SET,
  postFilter: PLUGIN_SET,
  preScore: PLUGIN_SET,
  score: PLUGIN_SET,
  reserve: PLUGIN_SET,
  permit: PLUGIN_SET,
  preBind: PLUGIN_SET,
  bind: PLUGIN_SET,
  postBind: PLUGIN_SET,
  multiPoint: PLUGIN_SET,
} as const;

const PLUGINS = struct("v1.Plugins", { ...POINTS, placementGenerate: PLUGIN_SET, placementScore: PLUGIN_SET });
export type Plugins = ValueOf<typeof PLUGINS>;

const PLUGIN_CONFIG = struct("v1.PluginConfig", { name: always(STRING), args: RAW });
export type PluginConfig = ValueOf<typeof PLUGIN_CONFIG>;

const PROFILE = struct("v1.KubeSchedulerProfile", {
  schedulerName: pointer(STRING),
  percentageOfNodesToScore: pointer(INT32),
  plugins: pointer(PLUGINS),
  pluginConfig: list(PLUGIN_CONFIG),
});
export type ConfiguredProfile = ValueOf<typeof PROFILE>;

const EXTENDER_MANAGED_RESOURCE = struct("v1.ExtenderManagedResource", {
  name: always(STRING),
  ignoredByScheduler: BOOLEAN,
});

const EXTENDER_TLS_CONFIG = struct("v1.ExtenderTLSConfig", {
  insecure: BOOLEAN,
  serverName: STRING,
  certFile: STRING,
  keyFile: STRING,
  caFile: STRING,
  certData: BYTES,
  keyData: BYTES,
  caData: BYTES,
});

export const EXTENDER = struct("v1.Extender", {
  urlPrefix: always(STRING),
  filterVerb: STRING,
  preemptVerb: STRING,
  prioritizeVerb: STRING,
  weight: INT64,
  bindVerb: STRING,
  enableHTTPS: BOOLEAN,
  tlsConfig: pointer(EXTENDER_TLS_CONFIG),
  // A struct in Go, and therefore written even when it is zero.
  httpTimeout: always(DURATION),
  nodeCacheCapable: BOOLEAN,
  managedResources: list(EXTENDER_MANAGED_RESOURCE),
  ignorable: BOOLEAN,
});
export type Extender = ValueOf<typeof EXTENDER>;

const LEADER_ELECTION = struct("v1alpha1.LeaderElectionConfiguration", {
  leaderElect: alwaysPointer(BOOLEAN),
  leaseDuration: always(DURATION),
  renewDeadline: always(DURATION),
  retryPeriod: always(DURATION),
  resourceLock: always(STRING),
  resourceName: always(STRING),
  resourceNamespace: always(STRING),
});
export type LeaderElection = ValueOf<typeof LEADER_ELECTION>;

const CLIENT_CONNECTION = struct("v1alpha1.ClientConnectionConfiguration", {
  kubeconfig: always(STRING),
  acceptContentTypes: always(STRING),
  contentType: always(STRING),
  qps: always(FLOAT32),
  burst: always(INT32),
});

const CONFIGURATION_FIELDS = {
  apiVersion: STRING,
  kind: STRING,
  parallelism: pointer(INT32),
  leaderElection: LEADER_ELECTION,
  clientConnection: CLIENT_CONNECTION,
  enableProfiling: pointer(BOOLEAN),
  enableContentionProfiling: pointer(BOOLEAN),
  percentageOfNodesToScore: pointer(INT32),
  podInitialBackoffSeconds: pointer(INT64),
  podMaxBackoffSeconds: pointer(INT64),
  profiles: list(PROFILE),
  extenders: list(EXTENDER),
  delayCacheUntilActive: BOOLEAN,
} as const;

export const CONFIGURATION = struct("v1.KubeSchedulerConfiguration", CONFIGURATION_FIELDS);
export type Configuration = ValueOf<typeof CONFIGURATION>;
export type ConfigurationDraft = Draft<Configuration>;

/** The same before v1.36, where the two points of pod groups were unknown. */
export const CONFIGURATION_WITHOUT_PLACEMENT: StructType = struct("v1.KubeSchedulerConfiguration", {
  ...CONFIGURATION_FIELDS,
  profiles: list(
    struct("v1.KubeSchedulerProfile", { ...PROFILE.table, plugins: pointer(struct("v1.Plugins", POINTS)) }),
  ),
});
