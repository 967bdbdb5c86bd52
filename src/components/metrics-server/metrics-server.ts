// metrics-server: what pods used, as metrics.k8s.io tells it. It scrapes at the moments of a grid and yet does nothing at them: the
// samples of a query follow from what the cluster's tables have of the last minutes, and are worked out when somebody asks.
// Imitates kubernetes-sigs/metrics-server pkg/server/server.go and pkg/api/pod.go, v0.8.

import { EntityDraws } from "../../base/random/entity-draws.ts";

import { containerUses, type ContainerUse } from "../../model/kubelet/container-uses.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { MetricsAnswer, PodUsageQuery, PodUsageSample } from "../../cluster/metrics-client.ts";

import { ContainerPoints } from "./container-points.ts";
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
  /** By which silences and touches of its pods that was found, and after which scrape; they are all settled. */
  silenceVersion: number;
  touched: number;
  scrape: number;
  isSettled: boolean;
}

export class MetricsServer {
  readonly #ports: MetricsPorts;
  readonly #grid: ScrapeGrid;
  readonly #nodes: ScrapedNodes;
  readonly #samplePorts: SamplePorts;
  readonly #selected: SelectedPods;
  #asked = new WeakMap<PodUsageQuery, AskedQuery>();
  #issued = 0;
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
      points: new ContainerPoints(new EntityDraws(seed, "metrics-server/measured")),
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
    const samples: PodUsageSample[] = [];
    for (const pod of asked.pods) {
      const sample = pod.sampleAt(scrape);
      if (sample !== undefined) samples.push(sample);
    }
    return { kind: "listed", samples };
  }

  versionOf(query: PodUsageQuery): number {
    const asked = this.#meet(query);
    const scrape = this.#scrapeNow();
    if (this.#staysAsItIs(asked, scrape)) return asked.version;
    const { pods, versions } = asked;
    asked.silenceVersion = this.#ports.cluster.kubelets.silenceVersion;
    asked.touched = asked.selection.touched;
    asked.scrape = scrape;
    asked.isSettled = true;
    let isAnother = false;
    for (let index = 0; index < pods.length; index += 1) {
      const pod = pods[index]!;
      const version = pod.versionAt(scrape);
      if (!pod.isSettled) asked.isSettled = false;
      if (version !== versions[index]) {
        versions[index] = version;
        isAnother = true;
      }
    }
    if (isAnother) asked.version = this.#nextVersion();
    return asked.version;
  }

  /** Whether the version stays as long as nothing changes in the cluster; after `versionOf` at the same moment. */
  isSettled(query: PodUsageQuery): boolean {
    const asked = this.#meet(query);
    return (
      asked.isSettled &&
      asked.selection.touched === asked.touched &&
      this.#ports.cluster.kubelets.silenceVersion === asked.silenceVersion
    );
  }

  /** No two are the same, not even after another history was taken over. */
  #nextVersion(): number {
    this.#issued += 1;
    return this.#issued;
  }

  /** Nothing has happened to its pods that samples depend on. */
  #staysAsItIs({ selection, touched, scrape, isSettled, silenceVersion }: AskedQuery, scrapeNow: number): boolean {
    if (selection.touched !== touched) return false;
    return scrape === scrapeNow || (isSettled && this.#ports.cluster.kubelets.silenceVersion === silenceVersion);
  }

  #meet(query: PodUsageQuery): AskedQuery {
    let asked = this.#asked.get(query);
    if (asked === undefined) {
      const selection = this.#selected.select(query.namespace, query.selector);
      const [touched, silenceVersion, scrape] = [-1, -1, Number.NaN];
      const found = { touched, silenceVersion, scrape, isSettled: false, version: 0 };
      asked = { selection, selected: -1, pods: [], versions: new Int32Array(0), ...found };
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
    asked.pods = named.map(({ pod }) => {
      const before = known.get(pod);
      known.delete(pod);
      return before ?? new SampledPod(pod, this.#samplePorts);
    });
    for (const gone of known.values()) gone.release();
    asked.touched = -1;
    asked.versions = new Int32Array(asked.pods.length);
    asked.version = this.#nextVersion();
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
