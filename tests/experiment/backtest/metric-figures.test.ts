// Which figure of the load each metric of an autoscaler is.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import {
  figureSentence,
  metricFigures,
  metricsServing,
  readFigureChoices,
  reportFigures,
} from "../../../src/experiment/backtest/metric-figures.ts";

const metric = (name: string) => ({ metric: { name } });
const described = { ...metric("queue_length"), describedObject: { kind: "Ingress", name: "front" } };
const selected = { metric: { name: "http_requests", selector: { matchLabels: { queue: "a" } } } };
const AUTOSCALER = {
  spec: {
    metrics: [
      { type: "Resource", resource: { name: "cpu" } },
      { type: "Pods", pods: metric("requests_in_flight") },
      { type: "Object", object: described },
      { type: "External", external: selected },
    ],
  },
};

function figuresOf(name: string, chosen: readonly string[] = [], metrics = {}) {
  const autoscaler = { spec: { metrics: [{ type: "External", external: metric(name) }] } };
  return metricFigures(autoscaler, readFigureChoices(chosen, new DiagnosticSink()), metrics);
}

describe("the metrics of an autoscaler", () => {
  it("are figures of the load, by their names", () => {
    const figures = metricFigures(AUTOSCALER, new Map(), {});
    expect(metricsServing(figures, AUTOSCALER, "recorded", {})).toEqual({
      pods: { requests_in_flight: "inFlight" },
      objects: [{ name: "queue_length", object: "Ingress/front", figure: "waiting", service: "recorded" }],
      external: [{ name: "http_requests", labels: { queue: "a" }, figure: "requestsPerSecond", service: "recorded" }],
    });
    expect(metricFigures({}, new Map(), {})).toEqual([]);
  });

  it("are what the user says, or what the cluster's scenario serves", () => {
    expect(figuresOf("sqs_depth", ["sqs_depth=latency p(99)"])).toMatchObject([
      { figure: "latency p(99)", chosenBy: "user" },
    ]);
    expect(figuresOf("sqs_depth", [], { external: [{ name: "sqs_depth", series: 4 }] })).toEqual([]);
  });

  it("are said in words, with how to take others", () => {
    expect(figureSentence(figuresOf("queue_depth")[0]!)).toBe(
      "the metric queue_depth is taken for requests that wait in the pods, as its name says: --metric queue_depth=FIGURE takes another",
    );
    expect(figureSentence(figuresOf("load", ["load=latency p(99)"])[0]!)).toBe(
      "the metric load is taken for the latency p(99) of requests, in seconds",
    );
  });

  it("are warned of where their names say nothing", () => {
    const sink = new DiagnosticSink();
    const position = { file: "hpa.yaml", line: 9, column: 3 };
    reportFigures([...figuresOf("widgets"), ...figuresOf("errors_total")], new Map(), position, sink);
    expect(sink.all).toMatchObject([{ code: "guessed-metric", severity: "warning", position }]);
    expect(sink.all[0]!.expected).toContain("--metric widgets=");
  });

  it("are mistakes where their names say a unit that no figure has, unless the user chooses", () => {
    const sink = new DiagnosticSink();
    const chosen = ["in_ms=latency p(99)"];
    const named = ["latency_p99_ms", "requests_per_minute", "queue_bytes", "latency_seconds"];
    reportFigures(
      [...named.flatMap((name) => figuresOf(name)), ...figuresOf("in_ms", chosen)],
      new Map(),
      undefined,
      sink,
    );
    expect(sink.all.map(({ code, message }) => [code, message.split(",")[0]])).toEqual([
      ["other-unit", "the metric latency_p99_ms is counted in milliseconds"],
      ["other-unit", "the metric requests_per_minute is counted in what comes in a minute"],
      ["other-unit", "the metric queue_bytes is counted in bytes"],
    ]);
  });

  it("must be there to be chosen, and figures that there are", () => {
    const sink = new DiagnosticSink();
    const chosen = readFigureChoices(["qeue=waiting", "queue=depth", "queue"], sink);
    reportFigures(figuresOf("queue"), chosen, undefined, sink);
    expect(sink.all.map(({ message, suggestion }) => [message, suggestion])).toEqual([
      ['--metric: "queue=depth" is no such value', undefined],
      ['--metric: "queue" is no such value', undefined],
      ["--metric: the autoscaler asks for no metric qeue that the load could tell", "queue"],
    ]);
  });
});
