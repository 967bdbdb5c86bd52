// What the API server says of a container of whichever kind.
// Imitates pkg/apis/core/validation/validation.go (validateContainerCommon, validateContainerOnlyForPod), v1.36.

import { trimmedSpace } from "../../go-string.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Container } from "../types/container.ts";
import { validateChoice } from "./choices.ts";
import { validateContainerPorts } from "./container-ports.ts";
import { validateResizePolicy } from "./container-restart-policy.ts";
import { validateEnvironment, validateEnvironmentSources } from "./environment.ts";
import { validateDns1123Label } from "./names.ts";
import type { PodContext } from "./pod-context.ts";
import { validateContainerResources } from "./resource-requirements.ts";
import { validateSecurityContext } from "./security-context.ts";
import { validateVolumeDevices, validateVolumeMounts } from "./volume-mounts.ts";

/** In the order in which messages list them. */
const MESSAGE_POLICIES: readonly string[] = Object.freeze(["File", "FallbackToLogsOnError"]);
const PULL_POLICIES: readonly string[] = Object.freeze(["Always", "IfNotPresent", "Never"]);

/** What holds for containers, init containers and ephemeral containers. */
export function validateContainer(container: Container, pod: PodContext, path: FieldPath): readonly FieldError[] {
  const { ports, env, envFrom, volumeMounts, volumeDevices, resources, resizePolicy, securityContext } = container;
  const errors: FieldError[] = [];
  collectScalarMistakes(container, path, errors);
  if (ports !== undefined) errors.push(...validateContainerPorts(ports, path.child("ports")));
  if (env !== undefined) errors.push(...validateEnvironment(env, path.child("env")));
  if (envFrom !== undefined) errors.push(...validateEnvironmentSources(envFrom, path.child("envFrom")));
  if (volumeMounts !== undefined) {
    errors.push(...validateVolumeMounts(container, pod.volumes, path.child("volumeMounts")));
  }
  if (volumeDevices !== undefined) {
    errors.push(...validateVolumeDevices(container, pod.volumes, path.child("volumeDevices")));
  }
  if (resources !== undefined) {
    errors.push(...validateContainerResources(resources, pod.claimNames, path.child("resources")));
  }
  if (resizePolicy !== undefined) {
    errors.push(...validateResizePolicy(resizePolicy, pod.restartPolicy, path.child("resizePolicy")));
  }
  if (securityContext !== undefined) {
    errors.push(...validateSecurityContext(securityContext, pod, path.child("securityContext")));
  }
  return errors;
}

function collectScalarMistakes(container: Container, path: FieldPath, errors: FieldError[]): void {
  const { name, image, terminationMessagePolicy, imagePullPolicy } = container;
  if (name === undefined) errors.push(required(path.child("name")));
  else errors.push(...validateDns1123Label(name, path.child("name")));
  if (image === undefined) errors.push(required(path.child("image")));
  errors.push(
    ...validateChoice(terminationMessagePolicy, MESSAGE_POLICIES, path.child("terminationMessagePolicy")),
    ...validatePullPolicy(imagePullPolicy, path.child("imagePullPolicy")),
  );
}

/** When images are pulled: of containers and of volumes made from images. */
export function validatePullPolicy(policy: string | undefined, path: FieldPath): readonly FieldError[] {
  return validateChoice(policy, PULL_POLICIES, path);
}

/** What holds for containers of pods, but not yet for those of templates. */
export function validateContainerImage({ image = "" }: Container, path: FieldPath): readonly FieldError[] {
  if (trimmedSpace(image) === image) return [];
  return [invalid(path.child("image"), image, "must not have leading or trailing whitespace")];
}
