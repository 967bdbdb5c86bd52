// The kubelets of the control plane's world, played by one client with one watch: a bound pod is ready at once.

import type { Engine } from "../../src/engine/engine.ts";

import type { ApiClient, ApiServer, RequestKind, Watch } from "../../src/cluster/api-client.ts";

import type { PodTimes } from "./pod-times.ts";

const CREATED = 1;
const BOUND = 2;
const READY = 3;
const GONE = 4;

export class Kubelets {
  readonly #client: ApiClient;
  readonly #watch: Watch;
  readonly #status: RequestKind;
  readonly #remove: RequestKind;
  onReady: (pod: number) => void = () => undefined;
  onGone: (pod: number) => void = () => undefined;

  constructor(api: ApiServer, engine: Engine, times: PodTimes) {
    const inProcess = "others";
    this.#client = api.client({ name: "kubelets", level: "system", inProcess });
    this.#status = this.#client.define({
      name: "kubelet/status",
      call: "patch pods/status",
      commit: (pod) => {
        times.reach("ready", pod, engine.now);
        this.#watch.note(READY, pod);
        this.onReady(pod);
        return "ok";
      },
    });
    this.#remove = this.#client.define({ name: "kubelet/delete", call: "create events" });
    this.#watch = api.watch({
      name: "kubelet/pods",
      phase: "kubelet",
      inProcess,
      seen: (code, pod) => {
        if (code === BOUND) this.#client.send(this.#status, pod);
        else if (code === GONE) this.#client.send(this.#remove, pod);
      },
    });
  }

  created(pod: number): void {
    this.#watch.note(CREATED, pod);
  }

  bound(pod: number): void {
    this.#watch.note(BOUND, pod);
  }

  /** Asked to delete what is gone, the server says so: it costs about what an event does. */
  gone(pod: number): void {
    this.#watch.note(GONE, pod);
    this.onGone(pod);
  }
}
