// Flags of kube-controller-manager that a backtest can vary by a short name, or by the flag's own. Values go into the scenario that is
// made. To add one: a definition here, a test, and its row in docs/manual/hpa.md.
// Source: cmd/kube-controller-manager/app/options/hpacontroller.go, v1.36.

import { DEFAULT_SETTINGS } from "../../components/controllers/horizontal-pod-autoscaler/settings.ts";

import { parseDuration } from "../../environment/duration-text.ts";

import { shareOf, shareText, wholeShareDoubt } from "./share-text.ts";
import { spanText } from "./span-text.ts";

const US_PER_SECOND = 1_000_000;

export interface ControllerFlag {
  /** As users write it: this, or the flag. */
  readonly name: string;
  /** Without its dashes. */
  readonly flag: string;
  /** Under `spec.controllerManager` of the scenario. */
  readonly field: string;
  readonly description: string;
  /** What a value may be, in words. */
  readonly expected: string;
  /** What holds where nothing is said. */
  readonly standard: number;
  /** A value as tables show it, and as the scenario has it; undefined for one that it cannot have. */
  readonly read: (value: unknown) => { readonly text: string; readonly value: unknown } | undefined;
  /** Of a value that it can have, and that looks like a slip: how it is taken. */
  readonly doubt?: (value: unknown) => string | undefined;
  /** A value of the scenario as the component takes it. */
  readonly written: (value: unknown) => string;
}

const PREFIX = "horizontal-pod-autoscaler-";

export const CONTROLLER_FLAGS: readonly ControllerFlag[] = Object.freeze([
  span("sync-period", "how often each autoscaler is looked at", DEFAULT_SETTINGS.syncPeriodUs),
  span(
    "downscale-stabilization",
    "how long a wish for more replicas holds where the autoscaler has no window of its own",
    DEFAULT_SETTINGS.downscaleStabilizationUs,
  ),
  {
    ...named(
      "controller-tolerance",
      "tolerance",
      "how far from its target a metric changes nothing, for all autoscalers",
    ),
    expected: "a share such as 5% or 0.05",
    standard: DEFAULT_SETTINGS.tolerance,
    read: (value) => {
      const share = shareOf(value);
      return share === undefined ? undefined : { text: shareText(share), value: share };
    },
    doubt: wholeShareDoubt,
    written: String,
  },
  span(
    "cpu-initialization-period",
    "how long after a pod's start its CPU may be passed over",
    DEFAULT_SETTINGS.cpuInitializationPeriodUs,
  ),
  span(
    "initial-readiness-delay",
    "how long after its start a pod may become ready for the first time",
    DEFAULT_SETTINGS.initialReadinessDelayUs,
  ),
]);

/** The flag of that name, short or whole. */
export function controllerFlagNamed(name: string): ControllerFlag | undefined {
  return CONTROLLER_FLAGS.find((one) => one.name === name || one.flag === name);
}

function named(name: string, ending: string, description: string) {
  const flag = `${PREFIX}${ending}`;
  const field = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { name, flag, field, description };
}

function span(name: string, description: string, standardUs: number): ControllerFlag {
  const textOf = (value: unknown): string | undefined => {
    const us = parseDuration(typeof value === "number" ? `${value}s` : String(value));
    return us === undefined ? undefined : spanText(us / US_PER_SECOND);
  };
  return {
    ...named(name, name, description),
    expected: "a span such as 30s or 5m",
    standard: standardUs / US_PER_SECOND,
    read: (value) => {
      const text = textOf(value);
      return text === undefined ? undefined : { text, value: text };
    },
    written: (value) => textOf(value) ?? String(value),
  };
}
