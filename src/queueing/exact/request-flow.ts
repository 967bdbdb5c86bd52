// The way of requests through a network: whoever asks for something has an errand, each attempt at it is a visit to a station,
// and a visit has errands of its own once its own work is done. Lets nothing happen by itself: the clock is elsewhere.

import { sample } from "../../base/random/distribution.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import {
  REQUEST_FAILURES,
  type RequestFailure,
  type Station,
  type TrafficNetwork,
  type WaitingRequests,
} from "../traffic-model.ts";
import { ErrandTable } from "./errand-table.ts";
import { MomentHeap } from "./moment-heap.ts";
import { networkTables, type NetworkTables } from "./network-tables.ts";
import { DRAW, drawOfCall, type RequestDraws } from "./request-draws.ts";
import { RoutesByService } from "./routes-by-service.ts";
import { GONE, NO_STATION, NO_ZONE } from "./routes.ts";
import { Stations } from "./stations.ts";
import { TrafficCounts } from "./traffic-counts.ts";
import { unansweredBySite } from "./unanswered-requests.ts";
import { VisitTable } from "./visit-table.ts";

const NOBODY = -1;
const SUCCESS = -1;
const SOURCE = -1;

const placeOf = (failure: RequestFailure): number => REQUEST_FAILURES.indexOf(failure);
const NO_STATION_TO_CHOOSE = placeOf("no-station");
const REFUSED = placeOf("refused");
const QUEUE_FULL = placeOf("queue-full");
const TIMEOUT = placeOf("timeout");
const CUT_OFF = placeOf("cut-off");
const CALL_FAILED = placeOf("call-failed");

export class RequestFlow implements Snapshotable {
  readonly tables: NetworkTables;
  readonly stations = new Stations();
  readonly routes: RoutesByService;
  /** As sources see it, by site; and as services do, by class. */
  readonly bySite: TrafficCounts;
  readonly byClass: TrafficCounts;
  /** When an attempt or a pause before one is over (2 × errand), and when a wait without a processor is (2 × visit + 1). */
  readonly timers = new MomentHeap();
  /** Set by the clock before anything happens. */
  nowUs = 0;
  readonly #network: TrafficNetwork;
  readonly #draws: RequestDraws;
  readonly #errands = new ErrandTable();
  readonly #visits = new VisitTable();
  #order = 0;

  constructor(network: TrafficNetwork, draws: RequestDraws) {
    this.#network = network;
    this.#draws = draws;
    this.tables = networkTables(network);
    this.routes = new RoutesByService(network.services, this.stations);
    this.bySite = new TrafficCounts(this.tables.firstCall);
    this.byClass = new TrafficCounts(this.tables.classes.length);
  }

  /** Requests of sources and visits that have no answer yet, and pauses. */
  get isBusy(): boolean {
    return this.#errands.used > 0 || this.#visits.used > 0;
  }

  /** Requests of sources that have no answer yet, by site. */
  unanswered(): readonly (readonly WaitingRequests[])[] {
    return unansweredBySite(this.#errands, this.tables.firstCall, this.nowUs);
  }

  /** A request of a source comes; its key is at hand in the draws. */
  arrive(source: number): void {
    const { firstSite, upTo } = this.tables.sources[source]!;
    let place = 0;
    if (upTo.length > 1) {
      const unit = this.#draws.unit(DRAW.mix);
      while (place < upTo.length - 1 && unit >= upTo[place]!) place += 1;
    }
    this.bySite.arrive(firstSite + place);
    this.#attempt(this.#newErrand(firstSite + place, SOURCE));
  }

  /** A processor's moment has come. */
  processorHappens(): void {
    const visit = this.stations.processors.happen(this.nowUs);
    if (visit !== NOBODY) this.#wait(visit);
  }

  timerHappens(): void {
    const timer = this.timers.nextThing;
    this.timers.remove(timer);
    const row = timer >> 1;
    if ((timer & 1) === 1) this.#callStage(row);
    else if (this.#errands.visit[row] === NOBODY) this.#attemptAgain(row);
    else {
      this.#visits.errand[this.#errands.visit[row]!] = NOBODY;
      this.#errands.visit[row] = NOBODY;
      this.#failAttempt(row, TIMEOUT);
    }
  }

  open(station: Station): void {
    this.stations.open(station, this.nowUs);
    this.routes.open(station.service, station.id);
  }

  /** All that is in the station fails, in the order in which it came. */
  close(id: number): void {
    const slot = this.stations.present(id);
    this.stations.close(slot, this.nowUs);
    this.routes.of(this.stations.serviceOf(slot)).forget(slot);
    for (let visit = this.stations.lists.head(slot); visit !== NOBODY; visit = this.stations.lists.head(slot)) {
      this.timers.remove(2 * visit + 1);
      this.#end(visit, CUT_OFF);
    }
    this.stations.release(slot);
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      stations: this.stations.snapshot(),
      routes: this.routes.snapshot(),
      bySite: this.bySite.snapshot(),
      byClass: this.byClass.snapshot(),
      timers: this.timers.snapshot(),
      errands: this.#errands.snapshot(),
      visits: this.#visits.snapshot(),
      own: { order: Float64Array.of(this.#order) },
    });
  }

  restore(saved: Snapshot): void {
    this.stations.restore(partOf(saved, "stations"));
    this.routes.restore(partOf(saved, "routes"));
    this.bySite.restore(partOf(saved, "bySite"));
    this.byClass.restore(partOf(saved, "byClass"));
    this.timers.restore(partOf(saved, "timers"));
    this.#errands.restore(partOf(saved, "errands"));
    this.#visits.restore(partOf(saved, "visits"));
    this.#order = partOf(saved, "own")["order"]![0]!;
  }

  /** An errand with the key that is at hand. */
  #newErrand(site: number, caller: number): number {
    const errands = this.#errands;
    const errand = errands.take();
    errands.site[errand] = site;
    errands.caller[errand] = caller;
    if (caller !== SOURCE) errands.generation[errand] = this.#visits.generation[caller]!;
    errands.attempt[errand] = 0;
    errands.visit[errand] = NOBODY;
    errands.keyFirst[errand] = this.#draws.first;
    errands.keySecond[errand] = this.#draws.second;
    errands.begunUs[errand] = this.nowUs;
    return errand;
  }

  /** Begins an attempt with the key that is at hand. */
  #attempt(errand: number): void {
    const site = this.tables.sites[this.#errands.site[errand]!]!;
    this.byClass.arrive(site.requestClass);
    const slot = this.routes.of(site.service).choose(this.#zoneOfCaller(errand), this.#draws.unit(DRAW.choice));
    const failure = this.#refusal(site.service, slot);
    if (failure !== SUCCESS) {
      this.byClass.fail(site.requestClass, failure);
      this.#failAttempt(errand, failure);
      return;
    }
    const visit = this.#newVisit(slot, errand, site.requestClass);
    this.#errands.visit[errand] = visit;
    if (site.timeoutUs < Infinity) this.#setTimer(2 * errand, this.nowUs + site.timeoutUs);
    this.#enter(visit, slot, site.service);
  }

  /** Once more, with a key of its own. */
  #attemptAgain(errand: number): void {
    const errands = this.#errands;
    if (this.#isForsaken(errand)) return errands.release(errand);
    this.#draws.enter(errands.keyFirst[errand]!, errands.keySecond[errand]!);
    this.#draws.descend(-1 - errands.attempt[errand]!);
    this.#attempt(errand);
  }

  /** SUCCESS where the station takes it. */
  #refusal(service: number, slot: number): number {
    if (slot === NO_STATION) return NO_STATION_TO_CHOOSE;
    if (slot === GONE) return REFUSED;
    this.stations.noteArrival(slot);
    if (!this.stations.takesMore(slot)) return REFUSED;
    const { concurrency, queueLimit } = this.#network.services[service]!;
    const { lists } = this.stations;
    return lists.present(slot) >= concurrency && lists.waiting(slot) >= queueLimit ? QUEUE_FULL : SUCCESS;
  }

  #newVisit(slot: number, errand: number, requestClass: number): number {
    const { serviceTime, cpuShare } = this.tables.classes[requestClass]!;
    const visits = this.#visits;
    const visit = visits.take();
    const serviceUs = sample(serviceTime, this.#draws.from(DRAW.demand));
    visits.station[visit] = slot;
    visits.errand[visit] = errand;
    visits.requestClass[visit] = requestClass;
    visits.stage[visit] = 0;
    visits.keyFirst[visit] = this.#draws.first;
    visits.keySecond[visit] = this.#draws.second;
    visits.arrivedUs[visit] = this.nowUs;
    visits.cpuUs[visit] = serviceUs * cpuShare;
    visits.waitUs[visit] = serviceUs - serviceUs * cpuShare;
    return visit;
  }

  #enter(visit: number, slot: number, service: number): void {
    const { lists } = this.stations;
    const isServed = lists.present(slot) < this.#network.services[service]!.concurrency;
    if (isServed) lists.addServed(slot, visit);
    else lists.addWaiting(slot, visit);
    this.routes.of(service).note(slot, lists.present(slot));
    if (isServed) this.#serve(visit);
  }

  #serve(visit: number): void {
    const cpuUs = this.#visits.cpuUs[visit]!;
    if (!(cpuUs > 0)) return this.#wait(visit);
    this.#order += 1;
    this.stations.processors.add(this.#visits.station[visit]!, this.nowUs, this.#order, visit, cpuUs);
  }

  /** What needs no processor, and then the calls. */
  #wait(visit: number): void {
    const waitUs = this.#visits.waitUs[visit]!;
    if (waitUs > 0) this.#setTimer(2 * visit + 1, this.nowUs + waitUs);
    else this.#callStage(visit);
  }

  /** Makes the calls of the visit's stage, or of the first one after it in which there are any. */
  #callStage(visit: number): void {
    const visits = this.#visits;
    const { stages } = this.tables.classes[visits.requestClass[visit]!]!;
    const generation = visits.generation[visit]!;
    for (let stage = visits.stage[visit]!; stage < stages.length; stage += 1) {
      const sites = stages[stage]!;
      let made = 0;
      for (const site of sites) if (this.#isMade(visit, site)) made += 1;
      if (made === 0) continue;
      visits.stage[visit] = stage;
      visits.openCalls[visit] = made;
      for (const site of sites) {
        // Where one fails at once, the visit is over and the others are not made.
        if (visits.generation[visit] !== generation) return;
        if (this.#isMade(visit, site)) this.#call(visit, site);
      }
      return;
    }
    this.#end(visit, SUCCESS);
  }

  #isMade(visit: number, site: number): boolean {
    const { probability, place } = this.tables.sites[site]!;
    if (probability >= 1) return true;
    this.#draws.enter(this.#visits.keyFirst[visit]!, this.#visits.keySecond[visit]!);
    return this.#draws.unit(drawOfCall(place)) < probability;
  }

  #call(visit: number, site: number): void {
    this.#draws.enter(this.#visits.keyFirst[visit]!, this.#visits.keySecond[visit]!);
    this.#draws.descend(this.tables.sites[site]!.place);
    this.#attempt(this.#newErrand(site, visit));
  }

  /** The visit leaves its station, the next one is served, and who waits for the answer gets it. */
  #end(visit: number, failure: number): void {
    const visits = this.#visits;
    const slot = visits.station[visit]!;
    const requestClass = visits.requestClass[visit]!;
    const errand = visits.errand[visit]!;
    if (failure === SUCCESS) this.byClass.complete(requestClass, this.nowUs - visits.arrivedUs[visit]!);
    else this.byClass.fail(requestClass, failure);
    this.#leave(visit, slot);
    visits.release(visit);
    this.#serveNext(slot);
    if (errand === NOBODY) return;
    this.timers.remove(2 * errand);
    this.#errands.visit[errand] = NOBODY;
    if (failure === SUCCESS) this.#succeed(errand);
    else this.#failAttempt(errand, failure);
  }

  #leave(visit: number, slot: number): void {
    const { lists } = this.stations;
    lists.remove(slot, visit);
    this.routes.of(this.stations.serviceOf(slot)).note(slot, lists.present(slot));
  }

  #serveNext(slot: number): void {
    const { lists } = this.stations;
    const next = lists.firstWaiting(slot);
    if (next === NOBODY || this.stations.isClosed(slot)) return;
    lists.serveFirst(slot);
    this.#serve(next);
  }

  #succeed(errand: number): void {
    const errands = this.#errands;
    const caller = errands.caller[errand]!;
    const isForsaken = this.#isForsaken(errand);
    if (caller === SOURCE) this.bySite.complete(errands.site[errand]!, this.nowUs - errands.begunUs[errand]!);
    errands.release(errand);
    if (caller === SOURCE || isForsaken) return;
    this.#visits.openCalls[caller]! -= 1;
    if (this.#visits.openCalls[caller]! > 0) return;
    this.#visits.stage[caller]! += 1;
    this.#callStage(caller);
  }

  /** Tries again, at once or after a pause, or gives up. */
  #failAttempt(errand: number, failure: number): void {
    const errands = this.#errands;
    if (this.#isForsaken(errand)) return errands.release(errand);
    const { attempts, backoffUs } = this.tables.sites[errands.site[errand]!]!;
    const before = errands.attempt[errand]!;
    if (before + 1 >= attempts) return this.#giveUp(errand, failure);
    errands.attempt[errand] = before + 1;
    let pauseUs = backoffUs;
    for (let doubled = 0; doubled < before; doubled += 1) pauseUs *= 2;
    if (pauseUs > 0) this.#setTimer(2 * errand, this.nowUs + pauseUs);
    else this.#attemptAgain(errand);
  }

  #giveUp(errand: number, failure: number): void {
    const caller = this.#errands.caller[errand]!;
    if (caller === SOURCE) this.bySite.fail(this.#errands.site[errand]!, failure);
    this.#errands.release(errand);
    if (caller !== SOURCE) this.#end(caller, CALL_FAILED);
  }

  /** Whether the visit that asks is gone. */
  #isForsaken(errand: number): boolean {
    const caller = this.#errands.caller[errand]!;
    return caller !== SOURCE && this.#visits.generation[caller] !== this.#errands.generation[errand];
  }

  #zoneOfCaller(errand: number): number {
    const caller = this.#errands.caller[errand]!;
    return caller === SOURCE ? NO_ZONE : this.stations.zoneOf(this.#visits.station[caller]!);
  }

  #setTimer(timer: number, us: number): void {
    this.#order += 1;
    this.timers.set(timer, us, this.#order);
  }
}
