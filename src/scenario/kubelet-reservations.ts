// Kubelets that are to keep more from pods than their machines have: the real one does not start with such a configuration.
// Imitates pkg/kubelet/cm/node_container_manager_linux.go (validateNodeAllocatable), v1.36.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { QuantityMap } from "../model/objects.ts";
import { canonicalText } from "../model/quantity/canonical-text.ts";
import { compareQuantities, isNegative } from "../model/quantity/quantity.ts";
import { differenceOfQuantities } from "../model/quantity/quantity-arithmetic.ts";

import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { KubeletOptions } from "./kubelet-options.ts";
import { quantityIn, reservationsOf } from "./pool-amounts.ts";

/** Tells of each resource of machines with `capacity` of which more is kept than there is. `path`: to the pool in the scenario. */
export function tellTooLargeReservations(
  capacity: QuantityMap,
  options: KubeletOptions,
  path: DocumentPath,
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): void {
  for (const name of Object.keys(capacity)) {
    const all = quantityIn(capacity, name);
    const reservations = reservationsOf(name, all, options);
    const rest = reservations.map(({ amount }) => amount).reduce(differenceOfQuantities, all);
    if (isNegative(all) || !isNegative(rest)) continue;
    const kept = canonicalText(differenceOfQuantities(all, rest));
    const size = canonicalText(all);
    scenario.report(sink, [...path, ...placeOfLargest(reservations, options, name)], "value", {
      code: "out-of-range",
      severity: "error",
      message: `the kubelet would not start: it is to keep ${kept} of ${name} from pods, and the machine has ${size}`,
      expected: `kubeReserved, systemReserved and evictionHard of at most ${size} together`,
    });
  }
}

/** The largest of what is kept, as it is written; where that is a default, the machine is too small for it. */
function placeOfLargest(
  reservations: ReturnType<typeof reservationsOf>,
  options: KubeletOptions,
  name: string,
): DocumentPath {
  const [{ field, key }] = reservations.toSorted((one, other) => compareQuantities(other.amount, one.amount)) as [
    (typeof reservations)[number],
  ];
  return Object.hasOwn(options[field] ?? {}, key) ? ["kubelet", field, key] : ["capacity", name];
}
