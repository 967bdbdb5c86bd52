// What a rehearsal is asked for, made of a scenario and the options of the command: which nodes fail, when, and until when the
// cluster is watched. Mistakes are told, all at once.

import { suggestionFor, type DiagnosticSink } from "../../base/diagnostic.ts";
import { after, moment, span, type Duration, type SimTime } from "../../base/time.ts";

import { durationText } from "../../model/time/duration-text.ts";
import { zoneNameOf } from "../../model/topology.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { DURATION_EXAMPLES, parseDuration } from "../../environment/duration-text.ts";

import { WITHOUT_HORIZON } from "../../scenario/endless-schedules.ts";
import type { FileReader } from "../../scenario/file-reader.ts";
import type { Plan } from "../../scenario/plan.ts";
import { ScenarioLoader } from "../../scenario/scenario-loader.ts";

import type { Loss, Rehearsal } from "./rehearse.ts";

const NS_PER_US = 1000n;

/** As the options say it; exactly one of the first five is given. */
export interface RehearsalRequest {
  readonly zone?: string;
  readonly node?: string;
  readonly nodes?: string;
  readonly pool?: string;
  readonly each?: "zone" | "node";
  readonly at: string;
  readonly for?: string;
  readonly watch: string;
  readonly seed?: string;
}

/** A rehearsal, or undefined if there are mistakes: then the sink has all of them. */
export function readRehearsal(
  path: string,
  request: RehearsalRequest,
  files: FileReader,
  sink: DiagnosticSink,
): Rehearsal | undefined {
  const at = readSpan("--at", request.at, sink);
  const watched = readSpan("--watch", request.watch, sink);
  const lasts = request.for === undefined ? null : readSpan("--for", request.for, sink);
  if (lasts !== null && lasts === 0) reportNothing("--for", sink);
  if (watched === 0) reportNothing("--watch", sink);
  // Whatever the scenario says: without controllers nothing would come back.
  const loaded = new ScenarioLoader(path, files).loadVariant([{ path: "controllers", value: "simulated" }], sink);
  if (loaded === undefined) return undefined;
  // It ends when the cluster has been watched for long enough.
  const notes = loaded.notes.filter(({ code }) => code !== WITHOUT_HORIZON);
  const plan = { ...loaded, notes, seed: request.seed ?? loaded.seed };
  if (loaded.horizonUs !== null && at > loaded.horizonUs) reportAfterHorizon(request.at, loaded.horizonUs, sink);
  const lossesOf = readLosses(request, plan, sink);
  if (lossesOf === undefined || sink.hasErrors) return undefined;
  return { plan, at: moment(at), until: endOf(at, watched), for: lasts, lossesOf };
}

function endOf(at: Duration, watched: Duration): SimTime {
  return after(moment(at), watched);
}

function readSpan(option: string, text: string, sink: DiagnosticSink): Duration {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  const message = `${option}: ${JSON.stringify(text)} is not a duration`;
  sink.report({ code: "bad-duration", severity: "error", message, expected: DURATION_EXAMPLES });
  return span(1);
}

function reportNothing(option: string, sink: DiagnosticSink): void {
  const message = `${option} is no time`;
  sink.report({ code: "out-of-range", severity: "error", message, expected: DURATION_EXAMPLES });
}

/** What the scenario says of load, faults and schedules holds until its horizon; a loss after it would be one of a cluster at rest. */
function reportAfterHorizon(text: string, horizonUs: SimTime, sink: DiagnosticSink): void {
  const message = `--at: ${text} comes after the scenario has ended`;
  const expected = `a time within spec.horizon (${durationText(BigInt(horizonUs) * NS_PER_US)}), or a longer horizon`;
  sink.report({ code: "after-horizon", severity: "error", message, expected });
}

/** Who fails; of `--nodes` it is known only once pods have been placed. */
function readLosses(request: RehearsalRequest, plan: Plan, sink: DiagnosticSink): Rehearsal["lossesOf"] | undefined {
  const { zone, node, nodes, pool, each } = request;
  const given = [zone, node, nodes, pool, each].filter((option) => option !== undefined).length;
  if (given !== 1) {
    const message = given === 0 ? "nothing is to be lost" : "several things are to be lost";
    sink.report({
      code: given === 0 ? "missing-field" : "too-many-kinds",
      severity: "error",
      message,
      expected: "one of --zone, --node, --nodes, --pool and --each",
    });
    return undefined;
  }
  if (nodes !== undefined) return readCount(nodes, plan, sink);
  const losses = each === undefined ? namedLoss(request, plan, sink) : eachLoss(each, plan, sink);
  return losses === undefined ? undefined : () => losses;
}

interface PlaceOfNode {
  readonly name: string;
  readonly zone: string;
  readonly pool: string;
}

function placesOf({ nodes }: Plan): readonly PlaceOfNode[] {
  return nodes.map(({ node, pool }) => ({ name: node.metadata.name, zone: zoneNameOf(node.metadata.labels), pool }));
}

function namedLoss(
  { zone, node, pool }: RehearsalRequest,
  plan: Plan,
  sink: DiagnosticSink,
): readonly Loss[] | undefined {
  const what = zone !== undefined ? "zone" : pool !== undefined ? "pool" : "node";
  const wanted = zone ?? pool ?? node ?? "";
  const places = placesOf(plan);
  const nameIn = (place: PlaceOfNode) => (what === "node" ? place.name : place[what]);
  const hit = places.filter((place) => nameIn(place) === wanted).map(({ name }) => name);
  if (hit.length > 0) return [{ name: `${what} ${wanted}`, nodes: hit }];
  const known = [...new Set(places.map(nameIn))].filter((name) => name !== "");
  sink.report({
    code: what === "node" ? "unknown-node" : "no-such-nodes",
    severity: "error",
    message: `--${what}: no node ${what === "node" ? `is called ${wanted}` : `is in the ${what} ${wanted}`}`,
    expected: known.length === 0 ? `nodes with a ${what}` : `one of ${known.slice(0, 10).join(", ")}`,
    ...suggestionFor(wanted, known),
  });
  return undefined;
}

function eachLoss(what: "zone" | "node", plan: Plan, sink: DiagnosticSink): readonly Loss[] | undefined {
  const places = placesOf(plan);
  const names = [...new Set(places.map((place) => (what === "zone" ? place.zone : place.name)))].filter(
    (name) => name !== "",
  );
  if (names.length === 0) {
    const message = "--each zone: no node has a zone";
    const expected = "nodes with the label topology.kubernetes.io/zone (zones of a node pool), or --each node";
    sink.report({ code: "no-such-nodes", severity: "error", message, expected });
    return undefined;
  }
  return names.map((name) => ({
    name: `${what} ${name}`,
    nodes: places.filter((place) => (what === "zone" ? place.zone : place.name) === name).map((place) => place.name),
  }));
}

function readCount(text: string, plan: Plan, sink: DiagnosticSink): Rehearsal["lossesOf"] | undefined {
  const count = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
  if (count !== undefined && count <= plan.nodes.length) return (cluster) => [fullest(cluster, count)];
  const message = `--nodes: ${JSON.stringify(text)} is no number of nodes that the cluster has`;
  const expected = `a whole number from 1 to ${plan.nodes.length}`;
  sink.report({ code: "wrong-value", severity: "error", message, expected });
  return undefined;
}

/** The nodes with the most pods: of equal ones, those that come first. */
function fullest({ nodeOrder, nodes }: ClusterState, count: number): Loss {
  const ids = [...nodeOrder].toSorted((left, right) => nodes.podCount(right) - nodes.podCount(left) || left - right);
  const names = ids.slice(0, count).map((id) => nodes.nameOf(id));
  return { name: `${count} node${count === 1 ? "" : "s"} with the most pods`, nodes: names };
}
