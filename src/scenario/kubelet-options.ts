// The kubelet's configuration as pools write it: fields of KubeletConfiguration that runs heed, and the names of all others.
// Source: staging/src/k8s.io/kubelet/config/v1beta1/types.go, v1.36.

import { z } from "zod";

import { DEFAULT_EVICTION_HARD } from "../components/kubelet/settings.ts";

import { durationOption } from "../environment/option-types.ts";

const LARGEST = 2_147_483_647;
const PERCENT = 100;

const amounts = (description: string) =>
  z
    .record(z.string(), z.union([z.string(), z.number()]).meta({ description: "A Kubernetes quantity" }))
    .meta({ description });

const texts = (description: string, value: string) =>
  z.record(z.string(), z.string().meta({ description: value })).meta({ description });

const number = (most: number, description: string) => z.int().min(0).max(most).meta({ description });

const shutdownGroup = z
  .strictObject({
    priority: z.int().min(-LARGEST).max(LARGEST).meta({ description: "Pods of at least this priority" }),
    shutdownGracePeriodSeconds: number(LARGEST, "Seconds that they get together"),
  })
  .meta({ description: "A priority and the time of its pods" });

export const KUBELET_OPTIONS = z
  .object({
    apiVersion: z
      .literal("kubelet.config.k8s.io/v1beta1")
      .optional()
      .meta({ description: "The text kubelet.config.k8s.io/v1beta1, if anything" }),
    kind: z
      .literal("KubeletConfiguration")
      .optional()
      .meta({ description: "The text KubeletConfiguration, if anything" }),
    maxPods: number(LARGEST, "Pods that a node takes, where its amounts do not say; absent: 110").optional(),
    podsPerCore: number(
      LARGEST,
      "With capacity: pods that a node takes for each whole core; absent: no such bound",
    ).optional(),
    kubeReserved: amounts("With capacity: what kubelets keep from pods for themselves").optional(),
    systemReserved: amounts("With capacity: what kubelets keep from pods for the rest of the machine").optional(),
    evictionHard: texts(
      "Signals and how little may be left; absent: memory.available 100Mi, nodefs.available 10%, imagefs.available 15%",
      "An amount such as 200Mi, or a share such as 5%",
    ).optional(),
    mergeDefaultEvictionSettings: z
      .boolean()
      .optional()
      .meta({ description: "true if signals that evictionHard leaves out keep their defaults, else false" }),
    evictionSoft: texts("Signals and how little may be left for a while", "An amount or a share").optional(),
    evictionSoftGracePeriod: texts("For each signal of evictionSoft: for how long", "A duration").optional(),
    evictionMinimumReclaim: texts(
      "How much more must be free until a signal is well",
      "An amount or a share",
    ).optional(),
    evictionMaxPodGracePeriod: number(
      LARGEST,
      "Most seconds that a pod gets that a soft signal evicts; absent: 0",
    ).optional(),
    evictionPressureTransitionPeriod: durationOption(
      "How long a condition stays after it was last met; absent: 5m",
    ).optional(),
    serializeImagePulls: z
      .boolean()
      .optional()
      .meta({ description: "true (the default) if images are pulled one after the other, else false" }),
    maxParallelImagePulls: number(
      LARGEST,
      "How many images are pulled at once; absent: all that are asked for",
    ).optional(),
    imageGCHighThresholdPercent: number(PERCENT, "Use of imageFs from which unused images go; absent: 85").optional(),
    imageGCLowThresholdPercent: number(PERCENT, "Use of imageFs at which enough have gone; absent: 80").optional(),
    imageMinimumGCAge: durationOption("Younger images stay; absent: 2m").optional(),
    imageMaximumGCAge: durationOption("Images go that were unused for longer; absent: never").optional(),
    shutdownGracePeriod: durationOption(
      "How long a shutdown of a node waits for its pods; absent: not at all",
    ).optional(),
    shutdownGracePeriodCriticalPods: durationOption(
      "The part of it that is for critical pods; absent: none",
    ).optional(),
    shutdownGracePeriodByPodPriority: z
      .array(shutdownGroup)
      .optional()
      .meta({ description: "In the place of the two: how long for pods of each priority" }),
  })
  .catchall(z.unknown())
  .meta({ description: "Fields of KubeletConfiguration (kubelet.config.k8s.io/v1beta1) for the pool's kubelets" });

export type KubeletOptions = z.infer<typeof KUBELET_OPTIONS>;

/** The texts of evictionHard in force: signals that are left out have nothing kept free, unless nothing is written at all. */
export function hardEvictionOf({
  evictionHard,
  mergeDefaultEvictionSettings = false,
}: KubeletOptions): Readonly<Record<string, string>> {
  if (evictionHard === undefined) return DEFAULT_EVICTION_HARD;
  const missing = Object.entries(DEFAULT_EVICTION_HARD).filter(([signal]) => !Object.hasOwn(evictionHard, signal));
  return mergeDefaultEvictionSettings ? { ...evictionHard, ...Object.fromEntries(missing) } : evictionHard;
}

/** Fields of the kubelet that runs do not heed. */
export const UNHEEDED_FIELDS: readonly string[] = Object.freeze([
  "address",
  "allowedUnsafeSysctls",
  "authentication",
  "authorization",
  "cgroupDriver",
  "cgroupRoot",
  "cgroupsPerQOS",
  "clusterDNS",
  "clusterDomain",
  "configMapAndSecretChangeDetectionStrategy",
  "containerLogMaxFiles",
  "containerLogMaxSize",
  "containerLogMaxWorkers",
  "containerLogMonitorInterval",
  "containerRuntimeEndpoint",
  "contentType",
  "cpuCFSQuota",
  "cpuCFSQuotaPeriod",
  "cpuManagerPolicy",
  "cpuManagerPolicyOptions",
  "cpuManagerReconcilePeriod",
  "crashLoopBackOff",
  "enableContentionProfiling",
  "enableControllerAttachDetach",
  "enableDebugFlagsHandler",
  "enableDebuggingHandlers",
  "enableProfilingHandler",
  "enableServer",
  "enableSystemLogHandler",
  "enableSystemLogQuery",
  "enforceNodeAllocatable",
  "eventBurst",
  "eventRecordQPS",
  "failCgroupV1",
  "failSwapOn",
  "featureGates",
  "fileCheckFrequency",
  "hairpinMode",
  "healthzBindAddress",
  "healthzPort",
  "httpCheckFrequency",
  "imagePullCredentialsVerificationPolicy",
  "imageServiceEndpoint",
  "iptablesDropBit",
  "iptablesMasqueradeBit",
  "kernelMemcgNotification",
  "kubeAPIBurst",
  "kubeAPIQPS",
  "kubeReservedCgroup",
  "kubeletCgroups",
  "localStorageCapacityIsolation",
  "logging",
  "makeIPTablesUtilChains",
  "maxOpenFiles",
  "memoryManagerPolicy",
  "memoryReservationPolicy",
  "memorySwap",
  "memoryThrottlingFactor",
  "nodeLeaseDurationSeconds",
  "nodeStatusMaxImages",
  "nodeStatusReportFrequency",
  "nodeStatusUpdateFrequency",
  "oomScoreAdj",
  "podCIDR",
  "podLogsDir",
  "podPidsLimit",
  "port",
  "preloadedImagesVerificationAllowlist",
  "protectKernelDefaults",
  "providerID",
  "qosReserved",
  "readOnlyPort",
  "registerNode",
  "registerWithTaints",
  "registryBurst",
  "registryPullQPS",
  "reservedMemory",
  "reservedSystemCPUs",
  "resolvConf",
  "rotateCertificates",
  "runOnce",
  "runtimeRequestTimeout",
  "seccompDefault",
  "serverTLSBootstrap",
  "showHiddenMetricsForVersion",
  "singleProcessOOMKill",
  "staticPodPath",
  "staticPodURL",
  "staticPodURLHeader",
  "streamingConnectionIdleTimeout",
  "syncFrequency",
  "systemCgroups",
  "systemReservedCgroup",
  "tlsCertFile",
  "tlsCipherSuites",
  "tlsCurvePreferences",
  "tlsMinVersion",
  "tlsPrivateKeyFile",
  "topologyManagerPolicy",
  "topologyManagerPolicyOptions",
  "topologyManagerScope",
  "tracing",
  "userNamespaces",
  "volumePluginDir",
  "volumeStatsAggPeriod",
]);
