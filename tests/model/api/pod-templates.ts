// A pod template without mistakes for the objects that have one.

import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";

/** Complete, as after defaulting; labelled `app: web`. */
export function goodTemplate(restartPolicy = "Always"): PodTemplateSpec {
  return {
    metadata: { labels: { app: "web" } },
    spec: {
      containers: [
        {
          name: "a",
          image: "nginx:1.29",
          imagePullPolicy: "IfNotPresent",
          terminationMessagePath: "/dev/termination-log",
          terminationMessagePolicy: "File",
        },
      ],
      dnsPolicy: "ClusterFirst",
      restartPolicy,
      schedulerName: "default-scheduler",
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    },
  };
}

/** Selects the pods of that template. */
export const GOOD_SELECTOR = Object.freeze({ matchLabels: { app: "web" } });
