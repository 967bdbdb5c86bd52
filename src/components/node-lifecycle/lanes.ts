// Who of the node lifecycle controller writes at the same time: each lane has one request under way.
// Source: pkg/controller/nodelifecycle/node_lifecycle_controller.go (UpdateWorkerSize, podUpdateWorkerSize), v1.36.

/** Workers that look at nodes in a pass, and lanes of what else writes. */
const LAST_WORKER = 7;
export const WORKERS = LAST_WORKER + 1;
export const PASS_LANE = LAST_WORKER + 1;
export const TAINT_LANE = WORKERS + 1;
export const RECONCILE_LANE = WORKERS + 2;
export const POD_LANE = RECONCILE_LANE + WORKERS;
export const POD_WORKERS = 4;
