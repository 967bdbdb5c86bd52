// The controllers of kube-controller-manager that are simulated, in the order in which they are started.
// Source: cmd/kube-controller-manager/app/controllermanager.go, v1.36.

import type { ControllerDefinition } from "./controller.ts";
import { DAEMON_SET_CONTROLLER } from "./daemon-set/daemon-set-controller.ts";
import { REPLICA_SET_CONTROLLER, REPLICATION_CONTROLLER_CONTROLLER } from "./replica-set/replica-set-controller.ts";
import { STATEFUL_SET_CONTROLLER } from "./stateful-set/stateful-set-controller.ts";

export const CONTROLLERS: readonly ControllerDefinition[] = Object.freeze([
  REPLICATION_CONTROLLER_CONTROLLER,
  DAEMON_SET_CONTROLLER,
  REPLICA_SET_CONTROLLER,
  STATEFUL_SET_CONTROLLER,
]);
