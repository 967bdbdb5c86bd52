// The pod that a template stands for. One template object gives one pod object, so that a world that knows pods by that
// object works out what follows from it once.
// Imitates GetPodFromTemplate of pkg/controller/controller_utils.go, v1.36.

import type { PodTemplateSpec } from "../../model/api/types/pod.ts";
import type { Pod } from "../../model/objects.ts";

const PODS = new WeakMap<PodTemplateSpec, Pod>();

/** The pod of a template as the server stored it: its labels, annotations, finalizers and spec. Its name is empty. */
export function podOfTemplate(template: PodTemplateSpec): Pod {
  let pod = PODS.get(template);
  if (pod === undefined) PODS.set(template, (pod = madeOf(template)));
  return pod;
}

function madeOf({ metadata = {}, spec }: PodTemplateSpec): Pod {
  const { labels, annotations, finalizers } = metadata;
  return {
    metadata: {
      name: "",
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
    },
    // A template that the server took has what a pod needs.
    spec: spec as Pod["spec"],
  };
}
