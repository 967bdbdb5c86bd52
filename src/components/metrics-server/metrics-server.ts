// metrics-server: what pods used, as metrics.k8s.io tells it. It scrapes at the moments of a grid and yet does nothing at them: the
// samples of a query follow from what the cluster's tables have of the last minutes, and are worked out when somebody asks.
// Imitates kubernetes-sigs/metrics-server pkg/server/server.go and pkg/api/pod.go, v0.8.

import { EntityDraws } from "../../base/random/entity-draws.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { MetricsAnswer, PodUsageQuery, PodUsageSample } from "../../cluster/metrics-client.ts";

import { containerUses, type ContainerUse } from "./container-uses.ts";
import { SampledPod, type SamplePorts } from "./sampled-pod.ts";
import { ScrapeGrid } from "./scrape-grid.ts";
import { ScrapedNodes } from "./scraped-nodes.ts";
import type { SelectedPods, Selection } from "./selected-pods.ts";
import type { MetricsServerSettings } from "./settings.ts";

/** What metrics pipelines need of a run. */
export interface MetricsPorts {
  readonly cluster: ClusterState;
  readonly nowUs: () => number;
  readonly seed: string;
  /** Nodes that there are when the run begins. */
  readonly nodes: number;
}

/** A query and its latest answer. */
interface AskedQuery {
  readonly selection: Selection;
  selected: number;
  pods: readonly SampledPod[];
  /** Versions of the pods' samples, and how often they were others. */
  versions: Int32Array;
  version: number;
  answer: MetricsAnswer<PodUsageSample> & { readonly kind: "listed" };
}

export class MetricsServer {
  readonly #ports: MetricsPorts;
  readonly #grid: ScrapeGrid;
  readonly #nodes: ScrapedNodes;
  readonly #samplePorts: SamplePorts;
  readonly #selected: SelectedPods;
  #asked = new WeakMap<PodUsageQuery, AskedQuery>();
  /** By class. */
  readonly #uses: (readonly ContainerUse[] | undefined)[] = [];
  /** The last scrape that is over, of those that had begun then, and by which silences that was found. */
  #over = { silenceVersion: -1, scrape: 0, nextUs: 0 };

  constructor(settings: MetricsServerSettings, selected: SelectedPods, ports: MetricsPorts) {
    const { cluster, seed, nodes } = ports;
    this.#ports = ports;
    this.#selected = selected;
    this.#grid = new ScrapeGrid(settings, seed, nodes);
    this.#nodes = new ScrapedNodes(cluster, this.#grid);
    this.#samplePorts = {
      cluster,
      nodes: this.#nodes,
      draws: new EntityDraws(seed, "metrics-server/measured"),
      usesOf: (classId) => this.#usesOf(classId),
    };
  }

  /** Another history was taken over: all that is known here follows from the cluster's tables. */
  forget(): void {
    this.#asked = new WeakMap();
    this.#nodes.forget();
    this.#over = { silenceVersion: -1, scrape: 0, nextUs: 0 };
  }

  /** By the pods' names. */
  podUsage(query: PodUsageQuery): MetricsAnswer<PodUsageSample> {
    const asked = this.#meet(query);
    const scrape = this.#scrapeNow();
    const before = asked.answer.samples;
    const samples: PodUsageSample[] = [];
    for (const pod of asked.pods) {
      const sample = pod.sampleAt(scrape);
      if (sample !== undefined) samples.push(sample);
    }
    const isAsBefore = samples.length === before.length && samples.every((sample, index) => sample === before[index]);
    if (!isAsBefore) asked.answer = { kind: "listed", samples };
    return asked.answer;
  }

  versionOf(query: PodUsageQuery): number {
    const asked = this.#meet(query);
    const scrape = this.#scrapeNow();
    const { pods, versions } = asked;
    let isAnother = false;
    for (let index = 0; index < pods.length; index += 1) {
      const version = pods[index]!.versionAt(scrape);
      if (version !== versions[index]) {
        versions[index] = version;
        isAnother = true;
      }
    }
    if (isAnother) asked.version += 1;
    return asked.version;
  }

  #meet(query: PodUsageQuery): AskedQuery {
    let asked = this.#asked.get(query);
    if (asked === undefined) {
      const selection = this.#selected.select(query.namespace, query.selector);
      const answer = { kind: "listed", samples: [] } as const;
      asked = { selection, selected: -1, pods: [], versions: new Int32Array(0), version: 0, answer };
      this.#asked.set(query, asked);
    }
    if (asked.selected !== asked.selection.version) this.#meetPods(asked);
    return asked;
  }

  #meetPods(asked: AskedQuery): void {
    const { pods: table } = this.#ports.cluster;
    const known = new Map(asked.pods.map((pod) => [pod.id, pod]));
    const named = this.#selected.podsOf(asked.selection).map((pod) => ({ pod, name: table.nameOf(pod) }));
    named.sort((left, right) => (left.name < right.name ? -1 : 1));
    asked.pods = named.map(({ pod }) => known.get(pod) ?? new SampledPod(pod, this.#samplePorts));
    asked.versions = new Int32Array(asked.pods.length);
    asked.version += 1;
    asked.selected = asked.selection.version;
  }

  /** The last scrape that is over. */
  #scrapeNow(): number {
    const nowUs = this.#ports.nowUs();
    const { kubelets } = this.#ports.cluster;
    const over = this.#over;
    if (nowUs < over.nextUs && kubelets.silenceVersion === over.silenceVersion) return over.scrape;
    const begun = this.#grid.begunAt(nowUs);
    const isOverUs = this.#grid.isOverUs(begun, kubelets.allAnsweredAt(this.#grid.beginsUs(begun)));
    const isOver = nowUs >= isOverUs;
    this.#over = {
      silenceVersion: kubelets.silenceVersion,
      scrape: isOver ? begun : begun - 1,
      nextUs: isOver ? this.#grid.beginsUs(begun + 1) : isOverUs,
    };
    return this.#over.scrape;
  }

  #usesOf(classId: ClassId): readonly ContainerUse[] {
    return (this.#uses[classId] ??= containerUses(this.#ports.cluster.classes.get(classId).pod));
  }
}
