// Defaults of containers, their ports, environment, probes and hooks.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_Container, _Probe, _HttpGetAction) and zz_generated.defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { Container, EphemeralContainer, EnvVar, HttpGetAction, Lifecycle, Probe } from "../types/container.ts";
import { usesLatestTag } from "./container-image.ts";
import { roundResourceList } from "./resource-list.ts";

const TERMINATION_MESSAGE_PATH = "/dev/termination-log";

/** The pull policy of an image for which none is written. */
export function defaultPullPolicy(image: string | undefined): "Always" | "IfNotPresent" {
  return usesLatestTag(image ?? "") ? "Always" : "IfNotPresent";
}

/** Completes a container of any sort, in place. */
export function applyContainerDefaults(container: Draft<Container> | Draft<EphemeralContainer>): void {
  container.imagePullPolicy ??= defaultPullPolicy(container.image);
  container.terminationMessagePath ??= TERMINATION_MESSAGE_PATH;
  container.terminationMessagePolicy ??= "File";
  for (const port of container.ports ?? []) port.protocol ??= "TCP";
  for (const variable of container.env ?? []) applyEnvironmentDefaults(variable);
  roundResourceList(container.resources?.limits);
  roundResourceList(container.resources?.requests);
  applyProbeDefaults(container.livenessProbe);
  applyProbeDefaults(container.readinessProbe);
  applyProbeDefaults(container.startupProbe);
  applyLifecycleDefaults(container.lifecycle);
}

function applyEnvironmentDefaults({ valueFrom }: Draft<EnvVar>): void {
  if (valueFrom?.fieldRef !== undefined) valueFrom.fieldRef.apiVersion ??= "v1";
  if (valueFrom?.fileKeyRef !== undefined) valueFrom.fileKeyRef.optional ??= false;
}

function applyProbeDefaults(probe: Draft<Probe> | undefined): void {
  if (probe === undefined) return;
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
  applyHttpGetDefaults(probe.httpGet);
  if (probe.grpc !== undefined) probe.grpc.service ??= "";
}

function applyLifecycleDefaults(lifecycle: Draft<Lifecycle> | undefined): void {
  applyHttpGetDefaults(lifecycle?.postStart?.httpGet);
  applyHttpGetDefaults(lifecycle?.preStop?.httpGet);
}

function applyHttpGetDefaults(action: Draft<HttpGetAction> | undefined): void {
  if (action === undefined) return;
  action.path ??= "/";
  action.scheme ??= "HTTP";
}
