# An M/M/1 station in SimPy, written as its documentation shows: a process per customer and a Resource.
# Called by bench/engine/mm1.ts; prints what it measured as JSON. Times in whole microseconds.

import json
import math
import sys
import time

import simpy

MEAN_INTERARRIVAL_US = 1_000_000
MEAN_SERVICE_US = 900_000


def exponential_times(seed, mean_us, count):
    """The same times as exponentialTimes in mm1.ts."""
    state = seed
    times = []
    for _ in range(count):
        state = state * 48271 % 2147483647
        times.append(math.floor(-math.log(state / 2147483647) * mean_us))
    return times


def main(customers):
    interarrivals = exponential_times(1, MEAN_INTERARRIVAL_US, customers)
    services = exponential_times(2, MEAN_SERVICE_US, customers)
    env = simpy.Environment()
    server = simpy.Resource(env, capacity=1)
    total_wait_us = 0

    def customer(service_us):
        nonlocal total_wait_us
        arrived_at = env.now
        with server.request() as request:
            yield request
            total_wait_us += env.now - arrived_at
            yield env.timeout(service_us)

    def source():
        for interarrival_us, service_us in zip(interarrivals, services):
            yield env.timeout(interarrival_us)
            env.process(customer(service_us))

    env.process(source())
    before = time.process_time()
    env.run()
    cpu_seconds = time.process_time() - before
    result = {
        "operations": customers,
        "cpuUs": round(cpu_seconds * 1e6),
        "checksum": f"{total_wait_us} {env.now}",
    }
    print(json.dumps(result))


main(int(sys.argv[1]))
