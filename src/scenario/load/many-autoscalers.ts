// More autoscalers than kube-controller-manager can look at in one period: each look asks for the scale of its target, and the client
// that asks has a limit. Looks are in time here, so that it is said where the real ones would be late.
// Source: pkg/controller/podautoscaler/horizontal.go (reconcileAutoscaler), pkg/controller/apis/config/v1alpha1/defaults.go
// (--kube-api-qps 20), v1.36.

import type { DiagnosticSink } from "../../base/diagnostic.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { ControlPlane } from "../../components/api-server/control-plane.ts";
import {
  DEFAULT_SETTINGS,
  type HorizontalPodAutoscalerSettings,
} from "../../components/controllers/horizontal-pod-autoscaler/settings.ts";
import { CLIENT_LIMITS } from "../../components/controllers/run/controller-manager.ts";

import type { ListedContent } from "../../environment/workload-source.ts";

/** Of objects whose controllers run; `settings`: undefined for the defaults. */
export function reportManyAutoscalers(
  contents: readonly Pick<ListedContent, "objects">[],
  settings: Pick<HorizontalPodAutoscalerSettings, "syncPeriodUs"> | undefined,
  controlPlane: ControlPlane,
  sink: DiagnosticSink,
): void {
  if (controlPlane.kind === "instant") return;
  const listed = contents.flatMap(({ objects }) => objects);
  const autoscalers = listed.filter(({ stored }) => stored.kind === "HorizontalPodAutoscaler");
  const [first] = autoscalers;
  const periodSeconds = (settings ?? DEFAULT_SETTINGS).syncPeriodUs / US_PER_SECOND;
  const lastsSeconds = autoscalers.length / CLIENT_LIMITS.qps;
  if (first === undefined || lastsSeconds <= periodSeconds) return;
  sink.report({
    severity: "not-simulated",
    code: "not-simulated",
    message:
      `${autoscalers.length} autoscalers are looked at each ${periodSeconds}s: a kube-controller-manager that may ask for ${CLIENT_LIMITS.qps} scales a second ` +
      `(--kube-api-qps) takes ${lastsSeconds.toFixed(1)}s for them, and scales later than here`,
    position: first.position,
  });
}
