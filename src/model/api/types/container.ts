// Containers: resources, ports, probes, environment, life cycle.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  INT_OR_STRING,
  RESOURCE_LIST,
  STRING,
  STRING_LIST,
  always,
  alwaysPointer,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { OBJECT_FIELD_SELECTOR, RESOURCE_FIELD_SELECTOR } from "./volume.ts";

export const CONTAINER_PORT = struct("v1.ContainerPort", {
  name: STRING,
  hostPort: INT32,
  containerPort: always(INT32),
  protocol: named("v1.Protocol"),
  hostIP: STRING,
});
export type ContainerPort = ValueOf<typeof CONTAINER_PORT>;

const CONFIG_MAP_ENV_SOURCE = struct("v1.ConfigMapEnvSource", {
  name: STRING,
  optional: pointer(BOOLEAN),
});

const SECRET_ENV_SOURCE = struct("v1.SecretEnvSource", {
  name: STRING,
  optional: pointer(BOOLEAN),
});

export const ENV_FROM_SOURCE = struct("v1.EnvFromSource", {
  prefix: STRING,
  configMapRef: pointer(CONFIG_MAP_ENV_SOURCE),
  secretRef: pointer(SECRET_ENV_SOURCE),
});
export type EnvFromSource = ValueOf<typeof ENV_FROM_SOURCE>;

export const CONFIG_MAP_KEY_SELECTOR = struct("v1.ConfigMapKeySelector", {
  name: STRING,
  key: always(STRING),
  optional: pointer(BOOLEAN),
});
export type ConfigMapKeySelector = ValueOf<typeof CONFIG_MAP_KEY_SELECTOR>;

const SECRET_KEY_SELECTOR = struct("v1.SecretKeySelector", {
  name: STRING,
  key: always(STRING),
  optional: pointer(BOOLEAN),
});

export const FILE_KEY_SELECTOR = struct("v1.FileKeySelector", {
  volumeName: always(STRING),
  path: always(STRING),
  key: always(STRING),
  optional: pointer(BOOLEAN),
});
export type FileKeySelector = ValueOf<typeof FILE_KEY_SELECTOR>;

export const ENV_VAR_SOURCE = struct("v1.EnvVarSource", {
  fieldRef: pointer(OBJECT_FIELD_SELECTOR),
  resourceFieldRef: pointer(RESOURCE_FIELD_SELECTOR),
  configMapKeyRef: pointer(CONFIG_MAP_KEY_SELECTOR),
  secretKeyRef: pointer(SECRET_KEY_SELECTOR),
  fileKeyRef: pointer(FILE_KEY_SELECTOR),
});
export type EnvVarSource = ValueOf<typeof ENV_VAR_SOURCE>;

export const ENV_VAR = struct("v1.EnvVar", {
  name: always(STRING),
  value: STRING,
  valueFrom: pointer(ENV_VAR_SOURCE),
});
export type EnvVar = ValueOf<typeof ENV_VAR>;

export const RESOURCE_CLAIM = struct("v1.ResourceClaim", {
  name: always(STRING),
  request: STRING,
});
export type ResourceClaim = ValueOf<typeof RESOURCE_CLAIM>;

export const RESOURCE_REQUIREMENTS = struct("v1.ResourceRequirements", {
  limits: RESOURCE_LIST,
  requests: RESOURCE_LIST,
  claims: list(RESOURCE_CLAIM),
});
export type ResourceRequirements = ValueOf<typeof RESOURCE_REQUIREMENTS>;

export const CONTAINER_RESIZE_POLICY = struct("v1.ContainerResizePolicy", {
  resourceName: always(named("v1.ResourceName")),
  restartPolicy: always(named("v1.ResourceResizeRestartPolicy")),
});
export type ContainerResizePolicy = ValueOf<typeof CONTAINER_RESIZE_POLICY>;

const CONTAINER_RESTART_RULE_ON_EXIT_CODES = struct("v1.ContainerRestartRuleOnExitCodes", {
  operator: named("v1.ContainerRestartRuleOnExitCodesOperator"),
  values: list(INT32),
});

export const CONTAINER_RESTART_RULE = struct("v1.ContainerRestartRule", {
  action: named("v1.ContainerRestartRuleAction"),
  exitCodes: pointer(CONTAINER_RESTART_RULE_ON_EXIT_CODES),
});
export type ContainerRestartRule = ValueOf<typeof CONTAINER_RESTART_RULE>;

export const VOLUME_MOUNT = struct("v1.VolumeMount", {
  name: always(STRING),
  readOnly: BOOLEAN,
  recursiveReadOnly: pointer(named("v1.RecursiveReadOnlyMode")),
  mountPath: always(STRING),
  subPath: STRING,
  mountPropagation: pointer(named("v1.MountPropagationMode")),
  subPathExpr: STRING,
});
export type VolumeMount = ValueOf<typeof VOLUME_MOUNT>;

export const VOLUME_DEVICE = struct("v1.VolumeDevice", {
  name: always(STRING),
  devicePath: always(STRING),
});
export type VolumeDevice = ValueOf<typeof VOLUME_DEVICE>;

const EXEC_ACTION = struct("v1.ExecAction", {
  command: STRING_LIST,
});

const HTTP_HEADER = struct("v1.HTTPHeader", {
  name: always(STRING),
  value: always(STRING),
});

export const HTTP_GET_ACTION = struct("v1.HTTPGetAction", {
  path: STRING,
  port: always(INT_OR_STRING),
  host: STRING,
  scheme: named("v1.URIScheme"),
  httpHeaders: list(HTTP_HEADER),
});
export type HttpGetAction = ValueOf<typeof HTTP_GET_ACTION>;

export const TCP_SOCKET_ACTION = struct("v1.TCPSocketAction", {
  port: always(INT_OR_STRING),
  host: STRING,
});

export const GRPC_ACTION = struct("v1.GRPCAction", {
  port: always(INT32),
  service: alwaysPointer(STRING),
});

export const PROBE = struct("v1.Probe", {
  exec: pointer(EXEC_ACTION),
  httpGet: pointer(HTTP_GET_ACTION),
  tcpSocket: pointer(TCP_SOCKET_ACTION),
  grpc: pointer(GRPC_ACTION),
  initialDelaySeconds: INT32,
  timeoutSeconds: INT32,
  periodSeconds: INT32,
  successThreshold: INT32,
  failureThreshold: INT32,
  terminationGracePeriodSeconds: pointer(INT64),
});
export type Probe = ValueOf<typeof PROBE>;

export const SLEEP_ACTION = struct("v1.SleepAction", {
  seconds: always(INT64),
});

export const LIFECYCLE_HANDLER = struct("v1.LifecycleHandler", {
  exec: pointer(EXEC_ACTION),
  httpGet: pointer(HTTP_GET_ACTION),
  tcpSocket: pointer(TCP_SOCKET_ACTION),
  sleep: pointer(SLEEP_ACTION),
});
export type LifecycleHandler = ValueOf<typeof LIFECYCLE_HANDLER>;

export const LIFECYCLE = struct("v1.Lifecycle", {
  postStart: pointer(LIFECYCLE_HANDLER),
  preStop: pointer(LIFECYCLE_HANDLER),
  stopSignal: pointer(named("v1.Signal")),
});
export type Lifecycle = ValueOf<typeof LIFECYCLE>;

const CAPABILITIES = struct("v1.Capabilities", {
  add: list(named("v1.Capability")),
  drop: list(named("v1.Capability")),
});

export const SE_LINUX_OPTIONS = struct("v1.SELinuxOptions", {
  user: STRING,
  role: STRING,
  type: STRING,
  level: STRING,
});

export const WINDOWS_SECURITY_CONTEXT_OPTIONS = struct("v1.WindowsSecurityContextOptions", {
  gmsaCredentialSpecName: pointer(STRING),
  gmsaCredentialSpec: pointer(STRING),
  runAsUserName: pointer(STRING),
  hostProcess: pointer(BOOLEAN),
});
export type WindowsSecurityContextOptions = ValueOf<typeof WINDOWS_SECURITY_CONTEXT_OPTIONS>;

export const SECCOMP_PROFILE = struct("v1.SeccompProfile", {
  type: always(named("v1.SeccompProfileType")),
  localhostProfile: pointer(STRING),
});
export type SeccompProfile = ValueOf<typeof SECCOMP_PROFILE>;

export const APP_ARMOR_PROFILE = struct("v1.AppArmorProfile", {
  type: always(named("v1.AppArmorProfileType")),
  localhostProfile: pointer(STRING),
});
export type AppArmorProfile = ValueOf<typeof APP_ARMOR_PROFILE>;

export const SECURITY_CONTEXT = struct("v1.SecurityContext", {
  capabilities: pointer(CAPABILITIES),
  privileged: pointer(BOOLEAN),
  seLinuxOptions: pointer(SE_LINUX_OPTIONS),
  windowsOptions: pointer(WINDOWS_SECURITY_CONTEXT_OPTIONS),
  runAsUser: pointer(INT64),
  runAsGroup: pointer(INT64),
  runAsNonRoot: pointer(BOOLEAN),
  readOnlyRootFilesystem: pointer(BOOLEAN),
  allowPrivilegeEscalation: pointer(BOOLEAN),
  procMount: pointer(named("v1.ProcMountType")),
  seccompProfile: pointer(SECCOMP_PROFILE),
  appArmorProfile: pointer(APP_ARMOR_PROFILE),
});
export type SecurityContext = ValueOf<typeof SECURITY_CONTEXT>;

export const CONTAINER = struct("v1.Container", {
  name: always(STRING),
  image: STRING,
  command: STRING_LIST,
  args: STRING_LIST,
  workingDir: STRING,
  ports: list(CONTAINER_PORT),
  envFrom: list(ENV_FROM_SOURCE),
  env: list(ENV_VAR),
  resources: RESOURCE_REQUIREMENTS,
  resizePolicy: list(CONTAINER_RESIZE_POLICY),
  restartPolicy: pointer(named("v1.ContainerRestartPolicy")),
  restartPolicyRules: list(CONTAINER_RESTART_RULE),
  volumeMounts: list(VOLUME_MOUNT),
  volumeDevices: list(VOLUME_DEVICE),
  livenessProbe: pointer(PROBE),
  readinessProbe: pointer(PROBE),
  startupProbe: pointer(PROBE),
  lifecycle: pointer(LIFECYCLE),
  terminationMessagePath: STRING,
  terminationMessagePolicy: named("v1.TerminationMessagePolicy"),
  imagePullPolicy: named("v1.PullPolicy"),
  securityContext: pointer(SECURITY_CONTEXT),
  stdin: BOOLEAN,
  stdinOnce: BOOLEAN,
  tty: BOOLEAN,
});
export type Container = ValueOf<typeof CONTAINER>;

export const EPHEMERAL_CONTAINER = struct("v1.EphemeralContainer", {
  name: always(STRING),
  image: STRING,
  command: STRING_LIST,
  args: STRING_LIST,
  workingDir: STRING,
  ports: list(CONTAINER_PORT),
  envFrom: list(ENV_FROM_SOURCE),
  env: list(ENV_VAR),
  resources: RESOURCE_REQUIREMENTS,
  resizePolicy: list(CONTAINER_RESIZE_POLICY),
  restartPolicy: pointer(named("v1.ContainerRestartPolicy")),
  restartPolicyRules: list(CONTAINER_RESTART_RULE),
  volumeMounts: list(VOLUME_MOUNT),
  volumeDevices: list(VOLUME_DEVICE),
  livenessProbe: pointer(PROBE),
  readinessProbe: pointer(PROBE),
  startupProbe: pointer(PROBE),
  lifecycle: pointer(LIFECYCLE),
  terminationMessagePath: STRING,
  terminationMessagePolicy: named("v1.TerminationMessagePolicy"),
  imagePullPolicy: named("v1.PullPolicy"),
  securityContext: pointer(SECURITY_CONTEXT),
  stdin: BOOLEAN,
  stdinOnce: BOOLEAN,
  tty: BOOLEAN,
  targetContainerName: STRING,
});
export type EphemeralContainer = ValueOf<typeof EPHEMERAL_CONTAINER>;
