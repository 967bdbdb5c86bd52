// A pool's KubeletConfiguration to the settings that its kubelets run with. What the kubelet would refuse is a mistake at its place;
// what runs do not heed is named.
// Imitates pkg/kubelet/apis/config/validation/validation.go and pkg/kubelet/eviction/helpers.go (ParseThresholdConfig), v1.36.

import { suggestionFor, type Diagnostic, type DiagnosticSink } from "../base/diagnostic.ts";
import { US_PER_SECOND } from "../base/time.ts";

import {
  SIGNALS,
  parseThresholdValue,
  type Signal,
  type Threshold,
} from "../components/kubelet/eviction/thresholds.ts";
import { DEFAULT_KUBELET_SETTINGS, type KubeletSettings } from "../components/kubelet/settings.ts";
import { shutdownGroups } from "../components/kubelet/shutdown.ts";

import { DURATION_EXAMPLES, nearestDuration, parseDuration } from "../environment/duration-text.ts";
import type { DocumentPath } from "../environment/documents/locate-in-yaml.ts";
import { checkQuantity } from "../environment/manifests/quantity-check.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import { hardEvictionOf, KUBELET_OPTIONS, UNHEEDED_FIELDS, type KubeletOptions } from "./kubelet-options.ts";

/** Signals of the kubelet that runs do not observe. */
const UNOBSERVED_SIGNALS: readonly string[] = Object.freeze([
  "nodefs.inodesFree",
  "imagefs.inodesFree",
  "containerfs.available",
  "containerfs.inodesFree",
  "allocatableMemory.available",
  "pid.available",
]);
const OBSERVED_SIGNALS: readonly Signal[] = SIGNALS.filter((signal) => !UNOBSERVED_SIGNALS.includes(signal));

/** The settings of a pool with `imageFsBytes` for images. `path`: to the options in the scenario. */
export function readKubelet(
  options: KubeletOptions,
  imageFsBytes: number | undefined,
  path: DocumentPath,
  scenario: CheckedScenario,
  sink: DiagnosticSink,
): KubeletSettings {
  const reading = new KubeletReading(options, path, scenario, sink);
  return reading.settings(imageFsBytes);
}

type Texts = Readonly<Record<string, string>>;
type DurationField =
  | "evictionPressureTransitionPeriod"
  | "imageMinimumGCAge"
  | "imageMaximumGCAge"
  | "shutdownGracePeriod"
  | "shutdownGracePeriodCriticalPods";

class KubeletReading {
  readonly #options: KubeletOptions;
  readonly #path: DocumentPath;
  readonly #scenario: CheckedScenario;
  readonly #sink: DiagnosticSink;

  constructor(options: KubeletOptions, path: DocumentPath, scenario: CheckedScenario, sink: DiagnosticSink) {
    this.#options = options;
    this.#path = path;
    this.#scenario = scenario;
    this.#sink = sink;
  }

  settings(imageFsBytes: number | undefined): KubeletSettings {
    const options = this.#options;
    const defaults = DEFAULT_KUBELET_SETTINGS;
    this.#tellUnheeded();
    this.#tellAmounts("kubeReserved");
    this.#tellAmounts("systemReserved");
    return {
      thresholds: [...this.#thresholds("evictionHard", hardEvictionOf(options), () => 0), ...this.#soft()],
      longestEvictionGraceSeconds: options.evictionMaxPodGracePeriod ?? defaults.longestEvictionGraceSeconds,
      pressureTransitionUs: this.#spanOf("evictionPressureTransitionPeriod") ?? defaults.pressureTransitionUs,
      pullsAtOnce: this.#pullsAtOnce(),
      images: this.#images(),
      imageFsBytes,
      shutdown: this.#shutdown(),
      staticPods: [],
    };
  }

  #tellUnheeded(): void {
    for (const field of Object.keys(this.#options)) {
      if (Object.hasOwn(KUBELET_OPTIONS.shape, field)) continue;
      const known = [...Object.keys(KUBELET_OPTIONS.shape), ...UNHEEDED_FIELDS];
      const problem: Omit<Diagnostic, "position" | "path"> = UNHEEDED_FIELDS.includes(field)
        ? { code: "not-simulated", severity: "not-simulated", message: `kubelet: ${field} is not simulated` }
        : {
            code: "unknown-field",
            severity: "error",
            message: `a kubelet's configuration has no field ${JSON.stringify(field)}`,
            ...suggestionFor(field, known),
          };
      this.#scenario.report(this.#sink, [...this.#path, field], "key", problem);
    }
  }

  /** Amounts that are none, and those of what runs do not count. */
  #tellAmounts(field: "kubeReserved" | "systemReserved"): void {
    for (const [name, amount] of Object.entries(this.#options[field] ?? {})) {
      const path = [...this.#path, field, name];
      const problem = name === "pid" ? undefined : checkQuantity(name, amount);
      if (problem !== undefined) {
        this.#scenario.report(this.#sink, path, problem.code === "unknown-resource" ? "key" : "value", problem);
      } else if (name === "pid") {
        const message = `${field}: process ids are not simulated`;
        this.#scenario.report(this.#sink, path, "key", { code: "not-simulated", severity: "not-simulated", message });
      }
    }
  }

  #soft(): readonly Threshold[] {
    const { evictionSoft = {}, evictionSoftGracePeriod = {} } = this.#options;
    const graceUs = (signal: string) => {
      const path = ["evictionSoftGracePeriod", signal];
      const text = Object.hasOwn(evictionSoftGracePeriod, signal) ? evictionSoftGracePeriod[signal] : undefined;
      if (text !== undefined) return this.#readSpan(text, path) ?? 0;
      this.#tell(["evictionSoft", signal], {
        code: "missing-field",
        message: `evictionSoft: ${signal} has no grace period`,
        expected: `evictionSoftGracePeriod with ${signal}`,
      });
      return 0;
    };
    return this.#thresholds("evictionSoft", evictionSoft, graceUs);
  }

  #thresholds(
    field: "evictionHard" | "evictionSoft",
    written: Texts,
    graceUs: (signal: string) => number,
  ): readonly Threshold[] {
    return Object.entries(written).flatMap(([signal, text]) => {
      if (!this.#isObserved(field, signal)) return [];
      const value = this.#valueOf(field, signal, text);
      const least = this.#options.evictionMinimumReclaim ?? {};
      const reclaim = Object.hasOwn(least, signal) ? least[signal] : undefined;
      const minimumReclaim =
        reclaim === undefined ? undefined : this.#valueOf("evictionMinimumReclaim", signal, reclaim);
      const threshold = { signal, graceUs: graceUs(signal), minimumReclaim };
      return value === undefined ? [] : [{ ...threshold, value }];
    });
  }

  #isObserved(field: string, signal: string): signal is Signal {
    if (OBSERVED_SIGNALS.some((known) => known === signal)) return true;
    const isKnown = UNOBSERVED_SIGNALS.includes(signal);
    this.#scenario.report(
      this.#sink,
      [...this.#path, field, signal],
      "key",
      isKnown
        ? {
            code: "not-simulated",
            severity: "not-simulated",
            message: `kubelet: the signal ${signal} is not simulated`,
          }
        : {
            code: "unknown-name",
            severity: "error",
            message: `${field}: there is no signal ${signal}`,
            expected: OBSERVED_SIGNALS.join(", "),
            ...suggestionFor(signal, OBSERVED_SIGNALS),
          },
    );
    return false;
  }

  /** Undefined: nothing is to be kept free, or it was told. */
  #valueOf(field: string, signal: string, text: string) {
    const value = parseThresholdValue(text);
    if (value === undefined && !/^(?:0+(?:\.0+)?%?|100%)$/.test(text)) {
      const message = `${field}: ${JSON.stringify(text)} is neither an amount nor a share`;
      this.#tell([field, signal], {
        code: "wrong-value",
        message,
        expected: "an amount such as 200Mi, or a share such as 5%",
      });
    }
    return value;
  }

  #pullsAtOnce(): number {
    const { serializeImagePulls = true, maxParallelImagePulls } = this.#options;
    if (!serializeImagePulls) return Math.max(maxParallelImagePulls ?? Infinity, 1);
    if (maxParallelImagePulls !== undefined && maxParallelImagePulls > 1) {
      const message = `maxParallelImagePulls: ${maxParallelImagePulls} is more than one while images are pulled one after the other`;
      this.#tell(["maxParallelImagePulls"], {
        code: "wrong-value",
        message,
        expected: "serializeImagePulls: false with it",
      });
    }
    return 1;
  }

  #images(): KubeletSettings["images"] {
    const defaults = DEFAULT_KUBELET_SETTINGS.images;
    const {
      imageGCHighThresholdPercent: highThresholdPercent = defaults.highThresholdPercent,
      imageGCLowThresholdPercent: lowThresholdPercent = defaults.lowThresholdPercent,
    } = this.#options;
    if (lowThresholdPercent >= highThresholdPercent) {
      const message = `imageGCLowThresholdPercent: ${lowThresholdPercent} is not below imageGCHighThresholdPercent: ${highThresholdPercent}`;
      this.#tell([], { code: "out-of-range", message });
    }
    return {
      highThresholdPercent,
      lowThresholdPercent,
      minimumAgeUs: this.#spanOf("imageMinimumGCAge") ?? defaults.minimumAgeUs,
      maximumAgeUs: this.#spanOf("imageMaximumGCAge") ?? defaults.maximumAgeUs,
    };
  }

  #shutdown(): KubeletSettings["shutdown"] {
    const totalUs = this.#spanOf("shutdownGracePeriod") ?? 0;
    const criticalUs = this.#spanOf("shutdownGracePeriodCriticalPods") ?? 0;
    if (criticalUs > totalUs) {
      const message = "shutdownGracePeriodCriticalPods: this is more than shutdownGracePeriod, of which it is a part";
      this.#tell(["shutdownGracePeriodCriticalPods"], { code: "out-of-range", message });
      return [];
    }
    const byPriority = (this.#options.shutdownGracePeriodByPodPriority ?? []).map(
      ({ priority, shutdownGracePeriodSeconds: graceSeconds }) => ({ priority, graceSeconds }),
    );
    return shutdownGroups(byPriority, totalUs / US_PER_SECOND, criticalUs / US_PER_SECOND);
  }

  #spanOf(field: DurationField): number | undefined {
    const text = this.#options[field];
    return text === undefined ? undefined : this.#readSpan(text, [field]);
  }

  #readSpan(text: string, path: DocumentPath): number | undefined {
    const us = parseDuration(text);
    if (us !== undefined) return us;
    const suggestion = nearestDuration(text);
    this.#tell(path, {
      code: "bad-duration",
      message: `${String(path.at(-1))}: ${JSON.stringify(text)} is not a duration`,
      expected: DURATION_EXAMPLES,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
    return undefined;
  }

  #tell(path: DocumentPath, problem: Pick<Diagnostic, "code" | "message" | "expected" | "suggestion">): void {
    this.#scenario.report(this.#sink, [...this.#path, ...path], "value", { ...problem, severity: "error" });
  }
}
