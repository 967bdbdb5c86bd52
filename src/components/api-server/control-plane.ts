// How the control plane of a run takes its time, as a scenario says it. Knows nothing of what takes time.

/**
 * `instant`: nothing on the way of a write takes any time, and no client is limited. `measured`: requests and watches take
 * the time that the coefficients say; with `cores`, all processes of the control plane share so many.
 */
export type ControlPlane = { readonly kind: "instant" } | { readonly kind: "measured"; readonly cores?: number };
