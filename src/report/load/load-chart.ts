// Charts: load and autoscaling over time. One for each autoscaler, and one for each other target of requests: replicas, what the
// autoscaler saw of its targets, requests, and latency under each other.

import type { AutoscalerOutcome, LoadFindings, SimulationResult, TimeSeries } from "../../simulation/result.ts";

import { timeScale, type TimeScale } from "../charts/axes.ts";
import type { ChartBody, ChartDefinition, ChartPanel, ChartSize } from "../charts/chart.ts";
import { freeChartName } from "../charts/free-chart-name.ts";
import { visibleText } from "../neutral-text.ts";

import { latencyPanel, metricPanel, replicaPanel } from "./load-panels.ts";
import { autoscalerName, autoscalersIn, leadingSource, loadIn, targetName, targetsOf } from "./load-readings.ts";
import type { PanelGround } from "./panel-ground.ts";
import { requestPanel } from "./request-panel.ts";

/** Charts of each kind. */
const MOST_CHARTS = 8;
/** Points of a line: one picture has a dozen lines, and a page may have two dozen pictures. */
const POINTS_SHARE = 0.3;

const REPLICAS = "Replicas that an autoscaler wants (desired), that there are (current) and that serve (ready)";
const NEEDED =
  "needed is how many it would take for what it looks at to lie at its target, if all requests that come were served. A triangle is a change of size; why it was made stands in the table";
const REQUESTS =
  "Requests and failures are those of users; attempts are what services see, retries and calls of other services included";
const LATENCY = "Latency is logarithmic, and of requests that were answered";

/** What one chart is about. */
interface Subject {
  readonly autoscaler?: AutoscalerOutcome;
  readonly targets: readonly string[];
}

/** Those of autoscalers first; none where there is neither autoscaler nor load. */
export function loadCharts(result: SimulationResult): readonly ChartDefinition[] {
  const autoscalers = autoscalersIn(result);
  const load = loadIn(result);
  const taken = new Set<string>();
  const nameOf = (...words: readonly string[]): string => {
    const name = freeChartName(words, taken);
    taken.add(name);
    return name;
  };
  return [
    ...autoscalers.slice(0, MOST_CHARTS).map((autoscaler): ChartDefinition => ({
      name: nameOf("autoscaling", autoscaler.namespace, autoscaler.name),
      title: visibleText(`${autoscaler.target} by ${autoscalerName(autoscaler, autoscalers)}`),
      explanation: explained(
        `${REPLICAS}${autoscaler.needed === null ? "" : `; ${NEEDED}`}.`,
        load === undefined ? [] : autoscaler.loadTargets,
      ),
      body: (drawn, size) => chartBody(drawn, { autoscaler, targets: autoscaler.loadTargets }, size),
    })),
    ...otherTargets(load, autoscalers).map((target): ChartDefinition => ({
      name: nameOf("load", target),
      title: visibleText(`Load of ${targetName(target, targetsOf(load!))}`),
      explanation: explained("Replicas that are wanted and that serve, requests, and their latency.", [target]),
      body: (drawn, size) => chartBody(drawn, { targets: [target] }, size),
    })),
  ];
}

function explained(what: string, targets: readonly string[]): string {
  return targets.length === 0 ? what : `${what} ${REQUESTS}. ${LATENCY}.`;
}

/** Targets that requests from outside go to and that no autoscaler's chart shows. */
function otherTargets(load: LoadFindings | undefined, autoscalers: readonly AutoscalerOutcome[]): readonly string[] {
  const shown = new Set(autoscalers.slice(0, MOST_CHARTS).flatMap(({ loadTargets }) => loadTargets));
  const targets = new Set((load?.sources ?? []).map(({ target }) => target));
  return [...targets].filter((target) => !shown.has(target)).slice(0, MOST_CHARTS);
}

function chartBody(result: SimulationResult, { autoscaler, targets }: Subject, size: ChartSize): ChartBody | null {
  const load = loadIn(result);
  const time = timeScale(result.run.endSeconds, []);
  const fewer = { ...size, linePoints: Math.floor(POINTS_SHARE * size.linePoints) };
  const ground = (place: number, of: number): PanelGround => ({ x: axisOf(time, place === of - 1), time, size: fewer });
  const workload = autoscaler === undefined ? (targets[0] ?? "") : workloadOf(autoscaler);
  const source = load === undefined || targets.length === 0 ? undefined : leadingSource(load, targets);
  const makers: readonly ((on: PanelGround) => ChartPanel | null)[] = [
    (on) => replicaPanel(replicasOf(result, workload), autoscaler, on),
    (on) => (autoscaler === undefined ? null : metricPanel(autoscaler, on)),
    (on) => (load === undefined ? null : requestPanel(load, targets, on)),
    (on) => (load === undefined || source === undefined ? null : latencyPanel(result, load, source, on)),
  ];
  const drawn = makers.filter((make) => make(ground(0, 1)) !== null);
  const [first, ...below] = drawn.map((make, place) => make(ground(place, drawn.length))!);
  return first === undefined ? null : { ...first, below };
}

/** Only the lowest panel says what time it is. */
function axisOf({ axis }: TimeScale, isLowest: boolean): TimeScale["axis"] {
  return isLowest ? axis : { ...axis, title: "", label: "''" };
}

/** `deployment/shop/web`. */
function workloadOf({ namespace, target }: AutoscalerOutcome): string {
  const [kind = "", name = ""] = target.split("/");
  return `${kind}/${namespace}/${name}`;
}

/** Wanted and serving. */
function replicasOf({ series }: SimulationResult, workload: string): readonly TimeSeries[] {
  return ["workload_desired", "workload_serving"].flatMap((wanted) =>
    series.filter(({ name, labels: { kind = "", namespace = "", name: own = "" } }) => {
      return name === wanted && `${kind.toLowerCase()}/${namespace}/${own}` === workload;
    }),
  );
}
