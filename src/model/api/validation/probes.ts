// What the API server says of probes, and of what is run when a container starts and stops.
// Imitates pkg/apis/core/validation/validation.go (validateProbe, validateHandler, validateLifecycle), v1.36.

import { httpHeaderNameProblems } from "../../name-formats.ts";
import { forbidden, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { HttpGetAction, Lifecycle, LifecycleHandler, Probe } from "../types/container.ts";
import { unsupportedWord } from "./choices.ts";
import { validatePortNumberOrName } from "./container-ports.ts";
import { validateNonNegative } from "./numbers.ts";
import type { PodContext } from "./pod-context.ts";
import { validateStopSignal } from "./stop-signals.ts";

const SCHEMES: readonly string[] = Object.freeze(["HTTP", "HTTPS"]);

/** What probes and the hooks of a life cycle may do, in the server's order. */
type Handler = Pick<Probe, "exec" | "httpGet" | "tcpSocket" | "grpc"> & Pick<LifecycleHandler, "sleep">;

/** Liveness and startup probes: one success is enough for them. */
export function validateSingleSuccessProbe(probe: Probe, path: FieldPath): readonly FieldError[] {
  const errors = validateProbe(probe, path);
  const { successThreshold = 0 } = probe;
  return successThreshold === 1
    ? errors
    : [...errors, invalid(path.child("successThreshold"), successThreshold, "must be 1")];
}

/** Readiness probes: they stop no container, so they have no grace period. */
export function validateReadinessProbe(probe: Probe, path: FieldPath): readonly FieldError[] {
  const errors = validateProbe(probe, path);
  const { terminationGracePeriodSeconds: seconds } = probe;
  if (seconds === undefined) return errors;
  return [
    ...errors,
    invalid(path.child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes"),
  ];
}

const COUNTS = [
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
] as const;

function validateProbe(probe: Probe, path: FieldPath): readonly FieldError[] {
  const errors = [...validateHandler(probe, undefined, path)];
  for (const field of COUNTS) {
    const count = probe[field];
    if (count !== undefined && count < 0) errors.push(...validateNonNegative(count, path.child(field)));
  }
  const { terminationGracePeriodSeconds: seconds } = probe;
  if (seconds !== undefined && seconds <= 0) {
    errors.push(invalid(path.child("terminationGracePeriodSeconds"), seconds, "must be greater than 0"));
  }
  return errors;
}

/** What is run at the start and the end of a container's life, and the signal that ends it. */
export function validateLifecycle(lifecycle: Lifecycle, pod: PodContext, path: FieldPath): readonly FieldError[] {
  const { postStart, preStop, stopSignal } = lifecycle;
  const { gracePeriodSeconds } = pod;
  return [
    ...(postStart === undefined ? [] : validateHandler(postStart, gracePeriodSeconds, path.child("postStart"))),
    ...(preStop === undefined ? [] : validateHandler(preStop, gracePeriodSeconds, path.child("preStop"))),
    ...(stopSignal === undefined ? [] : validateStopSignal(stopSignal, pod.osName, path.child("stopSignal"))),
  ];
}

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] as const;

/** Exactly one thing to do; only the first of several is looked into. */
function validateHandler(
  handler: Handler,
  gracePeriodSeconds: number | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  let count = 0;
  for (const name of HANDLERS) {
    if (handler[name] === undefined) continue;
    if (count > 0) errors.push(forbidden(path.child(name), "may not specify more than 1 handler type"));
    else errors.push(...validateAction(handler, name, gracePeriodSeconds, path.child(name)));
    count += 1;
  }
  if (count === 0) errors.push(required(path, "must specify a handler type"));
  return errors;
}

function validateAction(
  { exec, httpGet, tcpSocket, grpc, sleep }: Handler,
  name: (typeof HANDLERS)[number],
  gracePeriodSeconds: number | undefined,
  path: FieldPath,
): readonly FieldError[] {
  switch (name) {
    case "exec":
      return (exec?.command ?? []).length === 0 ? [required(path.child("command"))] : [];
    case "httpGet":
      return validateHttpGet(httpGet ?? {}, path);
    case "tcpSocket":
      return validatePortNumberOrName(tcpSocket?.port ?? 0, path.child("port"));
    case "grpc":
      return validatePortNumberOrName(grpc?.port ?? 0, path.child("port"));
    case "sleep":
      return validateSleep(sleep?.seconds ?? 0, gracePeriodSeconds, path);
  }
}

function validateHttpGet(action: HttpGetAction, path: FieldPath): readonly FieldError[] {
  const { scheme = "", httpHeaders = [] } = action;
  const errors: FieldError[] = [];
  if (action.path === undefined) errors.push(required(path.child("path")));
  errors.push(...validatePortNumberOrName(action.port ?? 0, path.child("port")));
  if (!SCHEMES.includes(scheme)) errors.push(unsupportedWord(path.child("scheme"), scheme, SCHEMES));
  for (const { name = "" } of httpHeaders) {
    for (const problem of httpHeaderNameProblems(name)) errors.push(invalid(path.child("httpHeaders"), name, problem));
  }
  return errors;
}

/** Nothing is said where the pod's own grace period is wrong: that is told by itself. */
function validateSleep(
  seconds: number,
  gracePeriodSeconds: number | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (gracePeriodSeconds === undefined || (seconds >= 0 && seconds <= gracePeriodSeconds)) return [];
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriodSeconds})`;
  return [invalid(path, seconds, detail)];
}
