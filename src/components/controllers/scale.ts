// The scale subresource: how many replicas an object wants and has, and which pods are its, whatever its kind is.
// Source: k8s.io/api/autoscaling/v1/types.go (Scale), v1.36.

/** An object by what a reference to it says. */
export interface ScaleTarget {
  /** API group, empty for the core's. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface Scale {
  readonly specReplicas: number;
  readonly statusReplicas: number;
  /** As text; empty: the object has none. */
  readonly selector: string;
}

/** What the API server says to a GET; the message in its words. */
export type ScaleAnswer =
  { readonly kind: "scale"; readonly scale: Scale } | { readonly kind: "failed"; readonly message: string };
