// What kube-controller-manager's flags say to the autoscaler's controller.
// Source: pkg/controller/podautoscaler/config/v1alpha1/defaults.go, v1.36.

export interface HorizontalPodAutoscalerSettings {
  /** `--horizontal-pod-autoscaler-sync-period`. */
  readonly syncPeriodUs: number;
  /** `--horizontal-pod-autoscaler-downscale-stabilization`. */
  readonly downscaleStabilizationUs: number;
  /** `--horizontal-pod-autoscaler-tolerance`: part of the target. */
  readonly tolerance: number;
  /** `--horizontal-pod-autoscaler-cpu-initialization-period`. */
  readonly cpuInitializationPeriodUs: number;
  /** `--horizontal-pod-autoscaler-initial-readiness-delay`. */
  readonly initialReadinessDelayUs: number;
}

const US_PER_SECOND = 1_000_000;

export const DEFAULT_SETTINGS: HorizontalPodAutoscalerSettings = Object.freeze({
  syncPeriodUs: 15 * US_PER_SECOND,
  downscaleStabilizationUs: 300 * US_PER_SECOND,
  tolerance: 0.1,
  cpuInitializationPeriodUs: 300 * US_PER_SECOND,
  initialReadinessDelayUs: 30 * US_PER_SECOND,
});
