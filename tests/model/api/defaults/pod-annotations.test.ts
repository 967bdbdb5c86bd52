// Annotations that the API server takes away.

import { expect, it } from "vitest";

import { dropInitContainerAnnotations } from "../../../../src/model/api/defaults/pod-annotations.ts";

it("takes away the first form of init containers, and nothing else", () => {
  const metadata = {
    annotations: {
      "pod.alpha.kubernetes.io/init-containers": "[]",
      "pod.beta.kubernetes.io/init-containers": "[]",
      "pod.alpha.kubernetes.io/init-container-statuses": "[]",
      "pod.beta.kubernetes.io/init-container-statuses": "[]",
      kept: "x",
    },
  };
  dropInitContainerAnnotations(metadata);
  expect(metadata).toEqual({ annotations: { kept: "x" } });
});

it("needs no metadata", () => {
  const metadata = {};
  dropInitContainerAnnotations(undefined);
  dropInitContainerAnnotations(metadata);
  expect(metadata).toEqual({});
});
