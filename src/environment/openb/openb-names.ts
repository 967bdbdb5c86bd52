// The names under which openb's GPUs appear in Kubernetes, those of the manifests in GCDA-UDL/k8s-sims.

/** Whole devices of a node, and those that a pod asks for. */
export const GPU_COUNT = "alibabacloud.com/gpu-count";

/** Thousandths of devices, summed over the node: single devices are not told apart. */
export const GPU_MILLI = "alibabacloud.com/gpu-milli";

export const GPU_MODEL_LABEL = "alibabacloud.com/gpu-card-model";

export const MILLI_PER_GPU = 1_000;
