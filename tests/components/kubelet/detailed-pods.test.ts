// Pods whose life is more than a start: probes, crashes, images, init containers, deadlines, machines that are lost.

import { describe, expect, it } from "vitest";

import { moment, seconds } from "../../../src/base/time.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";
import { node } from "../../model/build-objects.ts";
import { exactly, kubeletWorld, SECOND, STARTED_AT, type KubeletWorld } from "./kubelet-world.ts";
import { story } from "./kubelet-story.ts";

const START = STARTED_AT / SECOND;

const container = (parts: Readonly<Record<string, unknown>> = {}) => ({ name: "app", image: "app:1", ...parts });

describe("probes", () => {
  it("let a pod that is ready at once be ready with its start, and cost no events after that", () => {
    const world = kubeletWorld();
    world.bind("web", { spec: { containers: [container({ readinessProbe: {}, livenessProbe: {} })] } });
    world.engine.run();
    expect(story(world)).toEqual([`${START} started`]);
  });

  it("make a pod ready at the first tick at which it is", () => {
    const world = kubeletWorld();
    const readinessProbe = { periodSeconds: 4 };
    world.bind("web", {
      spec: { containers: [container({ readinessProbe })] },
      annotations: { "plimsoll/ready-after": "9s" },
    });
    world.engine.run();
    expect(story(world)).toEqual([`${START} started unready`, `${START + 12} ready True`]);
  });

  it("wait for the initial delay, and for a start-up probe before all others", () => {
    const world = kubeletWorld();
    const startupProbe = { periodSeconds: 5, failureThreshold: 30 };
    const readinessProbe = { initialDelaySeconds: 30 };
    world.bind("slow", {
      spec: { containers: [container({ startupProbe, readinessProbe, livenessProbe: { failureThreshold: 1 } })] },
      annotations: { "plimsoll/ready-after": "21s" },
    });
    world.engine.run();
    // The start-up probe succeeds 25 s after the start; the readiness probe then goes on from there, and is due after 30 s.
    expect(story(world)).toEqual([`${START} started unready`, `${START + 35} ready True`]);
  });

  it("let a container that they have stopped end by itself before", () => {
    const world = kubeletWorld();
    const livenessProbe = { periodSeconds: 10, failureThreshold: 1 };
    const pod = world.bind("web", {
      spec: { containers: [container({ livenessProbe })], terminationGracePeriodSeconds: 30, restartPolicy: "Never" },
      annotations: {
        "plimsoll/unhealthy-after": "5s",
        "plimsoll/exit-after": "22s",
        "plimsoll/exit-code": "3",
      },
    });
    world.engine.run();
    expect(story(world).at(-1)).toBe(`${START + 22} failed`);
    expect(world.cluster.life.detailOf(pod).containers).toMatchObject([{ state: { exitCode: 3, reason: "Error" } }]);
  });

  it("restart a container whose liveness probe fails before it is ready", () => {
    const world = kubeletWorld();
    const livenessProbe = { periodSeconds: 10, failureThreshold: 2 };
    world.bind("slow", {
      spec: { containers: [container({ livenessProbe })], terminationGracePeriodSeconds: 5 },
      annotations: { "plimsoll/ready-after": "1h" },
    });
    world.engine.run(moment(60 * SECOND));
    // Fails at 7 and 17 (ticks since the pod was taken up), is stopped by 22, and starts again at once for the first time.
    expect(story(world).slice(0, 4)).toEqual(["7 started", "22 ready False", "22 0×terminated", "22.2 ready True"]);
  });

  it("make a pod unready that stops to be healthy", () => {
    const world = kubeletWorld();
    world.bind("web", {
      spec: { containers: [container({ readinessProbe: { periodSeconds: 10, failureThreshold: 3 } })] },
      annotations: { "plimsoll/unhealthy-after": "1m" },
    });
    world.engine.run();
    expect(story(world)).toEqual(["7 started", "87 ready False"]);
  });
});

describe("a container that uses more memory than its limit", () => {
  const limited = { containers: [container({ resources: { limits: { memory: "500Mi" } } })] };

  it("is killed at the moment at which it passes the limit, and starts again with little", () => {
    const world = kubeletWorld();
    const pod = world.bind("leak", { spec: limited, annotations: { "plimsoll/memory-use": "100Mi@0s,600Mi@10m" } });
    world.engine.run(moment(1000 * SECOND));
    // 400 MiB of 500 are used up after 480 s; the first restart comes at once, the second waits.
    expect(story(world)).toEqual([
      `${START} started`,
      "487 ready False",
      "487 0×terminated",
      "487.2 ready True",
      "487.2 1×running",
      "967.2 ready False",
      "967.2 1×CrashLoopBackOff",
      expect.stringContaining(" 1×terminated"),
      expect.stringContaining(" ready True"),
      expect.stringContaining(" 2×running"),
    ]);
    const [said] = world.cluster.life.detailOf(pod).containers!;
    expect(said!.lastTerminated).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
  });

  it("is never killed as long as it only reaches it", () => {
    const world = kubeletWorld();
    world.bind("full", { spec: limited, annotations: { "plimsoll/memory-use": "500Mi" } });
    world.engine.run();
    expect(story(world)).toEqual([`${START} started`]);
  });

  it("fails its pod where that is never restarted", () => {
    const world = kubeletWorld();
    world.bind("once", {
      spec: { ...limited, restartPolicy: "Never" },
      annotations: { "plimsoll/memory-use": "501Mi" },
    });
    world.engine.run();
    expect(story(world)).toEqual([`${START} 0×terminated`, `${START} failed`]);
  });

  it("may exit by itself before, or be bounded by what its whole pod may use", () => {
    const world = kubeletWorld();
    const uses = { "plimsoll/memory-use": "100Mi@0s,600Mi@10s", "plimsoll/exit-after": "5s" };
    world.bind("done", { spec: { ...limited, restartPolicy: "Never" }, annotations: uses });
    const whole = { containers: [container()], resources: { limits: { memory: "200Mi" } }, restartPolicy: "Never" };
    world.bind("whole", { spec: whole, annotations: uses });
    world.engine.run();
    expect(story(world).filter((line) => /succeeded|failed/.test(line))).toEqual(["9 failed", "12 succeeded"]);
  });
});

describe("a container that crashes", () => {
  const crashing = { "plimsoll/exit-after": "10s", "plimsoll/exit-code": "1" };

  it("is started again at once, then after 10 s, 20 s and so on, up to half of that later", () => {
    const world = kubeletWorld();
    const pod = world.bind("bad", { annotations: crashing });
    world.engine.run(moment(120 * SECOND));
    const said = story(world);
    expect(said.slice(0, 5)).toEqual([
      "7 started",
      "17 ready False",
      "17 0×terminated",
      "17.2 ready True",
      "17.2 1×running",
    ]);
    const waits = said.filter((line) => line.includes("CrashLoopBackOff"));
    expect(waits[0]).toBe("27.2 1×CrashLoopBackOff");
    expect(waits.length).toBeGreaterThan(1);
    const live = new LivePodView(world.cluster, pod);
    expect(live.phase).toBe("Running");
    expect(live.containers[0]!.lastTerminated).toMatchObject({ exitCode: 1, reason: "Error" });
  });

  it("fails a pod that is never restarted, and one that succeeds ends it well", () => {
    const world = kubeletWorld();
    const spec = { restartPolicy: "Never" };
    world.bind("bad", { spec, annotations: crashing });
    world.bind("good", { spec: { restartPolicy: "OnFailure" }, annotations: { "plimsoll/exit-after": "20s" } });
    world.engine.run();
    expect(story(world).filter((line) => /failed|succeeded/.test(line))).toEqual(["17 failed", "27 succeeded"]);
  });

  it("lets the run come to rest once its back-off is as long as it gets", () => {
    const world = kubeletWorld();
    world.bind("bad", { annotations: crashing });
    expect(world.engine.run().endedBy).toBe("quiescence");
    const restarts = story(world).filter((line) => line.endsWith("×running")).length;
    expect(restarts).toBeGreaterThanOrEqual(5);
    expect(restarts).toBeLessThan(9);
  });
});

describe("images", () => {
  it("are pulled one after the other by a node that does not have them", () => {
    const world = kubeletWorld();
    const annotations = { "plimsoll/image-size": "200M" };
    world.bind("one", { spec: { containers: [container()] }, annotations });
    world.bind("two", { spec: { containers: [container({ image: "other:1" })] }, annotations });
    world.bind("three", { spec: { containers: [container()] }, annotations });
    world.engine.run();
    // Half a second for the request and two for 200 MB; the third finds the image of the first.
    expect(story(world)).toEqual(["9.5 started", "9.5 started", "12 started"]);
  });

  it("that another node lists are pulled with the size that it tells", () => {
    const images = [{ names: ["app:1"], sizeBytes: 100_000_000 }];
    const world = kubeletWorld();
    world.cluster.apply({ kind: "node-added", node: withImages("n2", images), pool: "p" }, moment(0));
    world.bind("one", { spec: { containers: [container()] } });
    world.engine.run();
    expect(story(world)).toEqual(["8.5 started"]);
    const holder = kubeletWorld(undefined, exactly(2), "seed", withImages("n1", images));
    holder.bind("one", { spec: { containers: [container()] } });
    holder.engine.run();
    expect(story(holder)).toEqual(["7 started"]);
  });

  it("that cannot be pulled keep a pod waiting", () => {
    const world = kubeletWorld();
    const pod = world.bind("bad", { annotations: { "plimsoll/pull-fails": "true" } });
    world.engine.run(moment(600 * SECOND));
    expect(story(world).map((line) => line.replace(/^\S+ /, ""))).toEqual(["0×ErrImagePull", "0×ImagePullBackOff"]);
    expect(new LivePodView(world.cluster, pod).phase).toBe("Pending");
  });

  function withImages(
    name: string,
    images: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[],
  ) {
    const machine = node(name, { cpu: 4 });
    return { ...machine, status: { ...machine.status, images } };
  }
});

describe("init containers", () => {
  it("run one after the other before the pod starts", () => {
    const world = kubeletWorld();
    world.bind("web", {
      spec: { initContainers: [container({ name: "first" }), container({ name: "second" })] },
      annotations: { "plimsoll/exit-after.first": "10s", "plimsoll/exit-after.second": "20s" },
    });
    world.engine.run();
    expect(story(world)).toEqual(["37.4 started"]);
  });

  it("that fail are tried again, and keep the pod from its start", () => {
    const world = kubeletWorld();
    const pod = world.bind("web", {
      spec: { initContainers: [container({ name: "first" })] },
      annotations: { "plimsoll/exit-code.first": "3" },
    });
    world.engine.run(moment(60 * SECOND));
    const live = new LivePodView(world.cluster, pod);
    expect(live.phase).toBe("Pending");
    expect(live.initContainers[0]!.restartCount).toBeGreaterThan(1);
    expect(live.initContainers[0]!.state).toEqual({ kind: "waiting", reason: "CrashLoopBackOff" });
  });

  it("that stay as sidecars hold the others back until they have started", () => {
    const world = kubeletWorld();
    const startupProbe = { periodSeconds: 1, failureThreshold: 30 };
    world.bind("web", {
      spec: { initContainers: [container({ name: "proxy", restartPolicy: "Always", startupProbe })] },
      annotations: { "plimsoll/ready-after.proxy": "2500ms" },
    });
    world.engine.run();
    expect(story(world)).toEqual(["10.2 started"]);
  });
});

describe("the end of a pod", () => {
  it("comes when its containers have stopped, within their grace period", () => {
    const world = kubeletWorld();
    const quick = world.bind("quick", { annotations: { "plimsoll/stops-within": "2s" } });
    const hooked = world.bind("hooked", {
      spec: { containers: [container({ lifecycle: { preStop: { sleep: { seconds: 10 } } } })] },
      annotations: { "plimsoll/stops-within": "3s" },
    });
    const unstarted = world.bind("unstarted");
    for (const pod of [quick, hooked]) world.applyAt(20, { kind: "pod-terminating", pod });
    world.applyAt(6, { kind: "pod-terminating", pod: unstarted });
    world.engine.run();
    expect(story(world).filter((line) => line.endsWith("deleted"))).toEqual([
      "6 pod-deleted",
      "22 pod-deleted",
      "33 pod-deleted",
    ]);
  });

  it("comes by its deadline", () => {
    const world = kubeletWorld();
    world.bind("job", { spec: { activeDeadlineSeconds: 60 } });
    world.engine.run();
    expect(story(world)).toEqual(["7 started", "65 failed DeadlineExceeded"]);
  });
});

describe("a node without a kubelet", () => {
  const crashed = { runsContainers: false, managesPods: false, renewsLease: false, postsStatus: false };

  it("starts its containers again when it comes back after a crash", () => {
    const world = kubeletWorld();
    const pod = world.bind("web");
    world.setHealth(30, crashed);
    world.setHealth(90, {});
    world.engine.run();
    expect(story(world)).toEqual([
      "7 started",
      "90 ready False",
      "90 1×ContainerCreating",
      "92 ready True",
      "92 1×running",
    ]);
    expect(new LivePodView(world.cluster, pod).containers[0]!.restartCount).toBe(1);
  });

  it("runs the whole lifetime of a pod anew after a crash", () => {
    const world = kubeletWorld(() => seconds(60));
    world.bind("job");
    world.setHealth(30, crashed);
    world.setHealth(40, {});
    world.engine.run();
    expect(story(world).at(-1)).toBe("102 succeeded");
  });

  it("starts and stops nothing until it is back, and then makes up for it", () => {
    const world = kubeletWorld();
    const [old, gone] = [world.bind("old"), world.bind("gone")];
    world.setHealth(20, { ...crashed, runsContainers: true });
    world.applyAt(30, { kind: "pod-terminating", pod: gone, graceSeconds: 1 });
    world.applyAt(60, { kind: "pod-ready", pod: old, ready: "False" });
    world.setHealth(100, {});
    world.engine.run();
    expect(story(world).slice(2)).toEqual(["60 ready False", "100 ready True", "101 pod-deleted"]);
  });

  it("under pressure refuses pods that would be evicted next", () => {
    const world = kubeletWorld();
    const condition = { type: "MemoryPressure", status: "True", reason: "", message: "" };
    world.setHealth(1, { conditions: [condition] });
    world.bind("frugal", { spec: { containers: [container({ resources: { requests: { memory: "1Mi" } } })] } });
    world.bind("careless", { spec: { containers: [container()] } });
    world.engine.run();
    expect(story(world)).toEqual(["5.02 failed Evicted", "7 started"]);
  });
});

describe("saved in the middle", () => {
  it("goes on as it would have", () => {
    const plan = (world: KubeletWorld) =>
      world.bind("bad", { annotations: { "plimsoll/exit-after": "10s", "plimsoll/exit-code": "1" } });
    const whole = kubeletWorld();
    plan(whole);
    whole.engine.run(moment(50 * SECOND));
    const parts = [whole.engine, whole.cluster, whole.api, whole.kubelet];
    const saved = parts.map((part) => part.snapshot());
    const copy = kubeletWorld();
    plan(copy);
    copy.engine.run(moment(6 * SECOND));
    for (const [index, part] of [copy.engine, copy.cluster, copy.api, copy.kubelet].entries())
      part.restore(saved[index]!);
    whole.told.length = 0;
    copy.told.length = 0;
    whole.engine.run(moment(500 * SECOND));
    copy.engine.run(moment(500 * SECOND));
    expect(story(copy)).toEqual(story(whole));
    expect(story(whole).length).toBeGreaterThan(4);
  });
});

describe("a pod that is to go", () => {
  it("is gone when its containers have ended by themselves, if that comes before its grace period is over", () => {
    const world = kubeletWorld();
    const spec = { restartPolicy: "Never" };
    const pods = ["60s", "90s"].map((after) =>
      world.bind(`ends-${after}`, { spec, annotations: { "plimsoll/exit-after": after } }),
    );
    for (const pod of pods) world.applyAt(START + 50, { kind: "pod-terminating", pod });
    world.engine.run();
    const goneAt = pods.map((pod) => world.cluster.pods.endedAtUs(pod) / SECOND);
    expect(goneAt).toEqual([START + 60, START + 80]);
  });
});
