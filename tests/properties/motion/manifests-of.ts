// The manifests of a script's workloads. Knows the form of manifests.

import type {
  ClaimsWish,
  CronJobWish,
  DeploymentWish,
  Entry,
  JobWish,
  MemoryUse,
  Priority,
  StatefulSetWish,
  WorkloadWish,
} from "./workload-wish.ts";

export function deploymentOf(name: string, wish: DeploymentWish): Entry {
  const { replicas, minReadySeconds, strategy } = wish;
  const spec = { replicas, minReadySeconds, strategy, ...selected(name, wish) };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec };
}

export function replicaSetOf(name: string, wish: WorkloadWish): Entry {
  const { replicas, minReadySeconds } = wish;
  const spec = { replicas, minReadySeconds, ...selected(name, wish) };
  return { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name }, spec };
}

export function statefulSetOf(name: string, wish: StatefulSetWish): Entry {
  const { replicas, minReadySeconds, management: podManagementPolicy, claims } = wish;
  const parts = { replicas, minReadySeconds, podManagementPolicy, serviceName: name };
  const spec = { ...parts, ...selected(name, wish), ...(claims === null ? {} : claimsOf(claims)) };
  return { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name }, spec };
}

function claimsOf({ storageClass, whenDeleted, whenScaled }: ClaimsWish): Entry {
  const requests = { storage: "1Gi" };
  const spec = { accessModes: ["ReadWriteOnce"], storageClassName: storageClass, resources: { requests } };
  return {
    persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
    volumeClaimTemplates: [{ metadata: { name: "data" }, spec }],
  };
}

export function agent(): Entry {
  const usual = { isOnePerNode: false, priority: "none", memory: "requested" } as const;
  const wish = { cpuMilli: 50, graceSeconds: 5, readyAfterSeconds: 0, ...usual };
  return { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "agent" }, spec: selected("agent", wish) };
}

export function jobOf(name: string, wish: JobWish): Entry {
  return { apiVersion: "batch/v1", kind: "Job", metadata: { name }, spec: jobSpec(name, wish) };
}

export function cronJobOf(name: string, { minutes, concurrency, kept, job }: CronJobWish): Entry {
  const spec = {
    schedule: `*/${minutes} * * * *`,
    concurrencyPolicy: concurrency,
    successfulJobsHistoryLimit: kept,
    failedJobsHistoryLimit: kept,
    jobTemplate: { spec: jobSpec(name, job) },
  };
  return { apiVersion: "batch/v1", kind: "CronJob", metadata: { name }, spec };
}

function jobSpec(app: string, wish: JobWish): Entry {
  const { completions, parallelism, backoffLimit, mode, deadlineSeconds, keptSeconds } = wish;
  const annotations = {
    "plimsoll/exit-after": `${wish.exitAfterSeconds}s`,
    "plimsoll/exit-code": String(wish.exitCode),
    "plimsoll/stops-within": "1s",
  };
  const container = containerOf(wish.cpuMilli);
  const spec = { restartPolicy: wish.restartPolicy, containers: [container], ...priorityOf(wish.priority) };
  return {
    completions,
    parallelism,
    backoffLimit,
    completionMode: mode,
    ...(deadlineSeconds === null ? {} : { activeDeadlineSeconds: deadlineSeconds }),
    ...(keptSeconds === null ? {} : { ttlSecondsAfterFinished: keptSeconds }),
    template: { metadata: { labels: { app }, annotations }, spec },
  };
}

type PodWish = Pick<
  WorkloadWish,
  "cpuMilli" | "graceSeconds" | "readyAfterSeconds" | "isOnePerNode" | "priority" | "memory"
>;

/** By use: what the annotation says, and the memory of the container's resources. */
const MEMORY: Readonly<Record<Exclude<MemoryUse, "requested">, { readonly use: string; readonly resources: Entry }>> = {
  leaking: {
    use: "64Mi@0s,320Mi@10m",
    resources: { requests: { memory: "64Mi" }, limits: { memory: "256Mi" } },
  },
  growing: { use: "256Mi@0s,5Gi@7m", resources: { requests: { memory: "256Mi" } } },
};

function selected(app: string, wish: PodWish): Entry {
  const { cpuMilli, graceSeconds, readyAfterSeconds, isOnePerNode, priority, memory } = wish;
  const probe = { readinessProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: readyAfterSeconds } };
  const container = { ...containerOf(cpuMilli, memory), ...(readyAfterSeconds === 0 ? {} : probe) };
  const term = { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { app } } };
  const apart = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const spec = {
    terminationGracePeriodSeconds: graceSeconds,
    containers: [container],
    ...priorityOf(priority),
    ...(isOnePerNode ? { affinity: apart } : {}),
  };
  const annotations = memory === "requested" ? {} : { "plimsoll/memory-use": MEMORY[memory].use };
  return { selector: { matchLabels: { app } }, template: { metadata: { labels: { app }, annotations }, spec } };
}

function containerOf(cpuMilli: number, memory: MemoryUse = "requested"): Entry {
  const { requests = {}, limits } = (memory === "requested" ? {} : MEMORY[memory].resources) as Record<string, Entry>;
  const resources = { requests: { cpu: `${cpuMilli}m`, ...requests }, ...(limits === undefined ? {} : { limits }) };
  return { name: "main", image: "main:1", resources };
}

function priorityOf(priority: Priority): Entry {
  return priority === "none" ? {} : { priorityClassName: priority };
}
