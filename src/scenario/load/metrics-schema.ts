// `spec.metrics` of the scenario document: what the metrics APIs tell, and how late.

import { z } from "zod";

import { METRIC_VALUES } from "../../environment/load/profile-options.ts";
import { durationOption, labelsOption, textOption } from "../../environment/option-types.ts";

import { valueOverTime } from "./load-schema.ts";

const FIGURE = /^(?:requestsPerSecond|errorsPerSecond|inFlight|waiting|latency p\((?:\d|[1-9]\d)(?:\.\d+)?\))$/;

/** Whether a text names a figure of a service. */
export function isFigure(text: string): boolean {
  return FIGURE.test(text);
}

const figure = z.string().regex(FIGURE).meta({
  description:
    "A figure of a service: requestsPerSecond, errorsPerSecond, inFlight, waiting, or latency p(95) (in seconds)",
});

const VALUE = {
  figure: figure.optional(),
  service: textOption("Name of the service under spec.load whose figure it is").optional(),
  series: valueOverTime(
    "A value over time, in the metric's own unit, in the place of figure",
    METRIC_VALUES,
  ).optional(),
};

const objectMetric = z
  .strictObject({
    name: textOption("Name of the metric"),
    object: z
      .string()
      .regex(/^[A-Za-z]+\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/)
      .meta({ description: "The object that it is about: Service/NAME, Ingress/NAME or another KIND/NAME" }),
    namespace: textOption("Namespace of the object; absent: default").optional(),
    ...VALUE,
  })
  .meta({ description: "A metric of an object: name, object, and figure with service, or series" });

const externalMetric = z
  .strictObject({
    name: textOption("Name of the metric"),
    labels: labelsOption("Labels of the metric, which selectors of autoscalers see").optional(),
    ...VALUE,
  })
  .meta({ description: "A metric of something outside: name, perhaps labels, and figure with service, or series" });

export const METRICS_SCHEMA = z
  .strictObject({
    server: z
      .union([
        z.literal("none"),
        z
          .strictObject({
            resolution: durationOption(
              "Between two scrapes (--metric-resolution), 10s to 3m; absent: 15s, as its manifests have it",
            ).optional(),
          })
          .meta({ description: "metrics-server: resolution" }),
      ])
      .optional()
      .meta({ description: "metrics-server, with resolution; or none: metrics.k8s.io does not answer" }),
    adapter: z
      .strictObject({
        interval: durationOption("Between two looks at the figures, which are of that span; absent: 30s").optional(),
        lag: durationOption("How old figures are when they are first told; absent: none").optional(),
      })
      .optional()
      .meta({ description: "Who answers for custom and external metrics: interval and lag" }),
    pods: z
      .record(z.string().min(1), figure)
      .optional()
      .meta({ description: "Metrics of pods that serve requests, names to figures" }),
    objects: z.array(objectMetric).optional().meta({ description: "A list of metrics of objects" }),
    external: z
      .array(externalMetric)
      .optional()
      .meta({ description: "A list of metrics of things outside the cluster" }),
  })
  .meta({ description: "What autoscalers can be told; absent: metrics-server alone" });

export type MetricsOptions = z.infer<typeof METRICS_SCHEMA>;
export type ValueOptions = Pick<z.infer<typeof externalMetric>, "figure" | "service" | "series">;
