interface Appointment {
  readonly at: number;
  readonly run: (now: number) => void;
}

/** What happens in a simulated time, earliest first: a binary heap. */
export class Agenda {
  readonly #heap: Appointment[] = [];

  add(at: number, run: (now: number) => void): void {
    const heap = this.#heap;
    let index = heap.push({ at, run }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent]!.at <= heap[index]!.at) break;
      [heap[parent], heap[index]] = [heap[index]!, heap[parent]!];
      index = parent;
    }
  }

  /** Lets everything happen. @returns when the last thing did, in seconds. */
  run(): number {
    let now = 0;
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      now = next.at;
      next.run(now);
    }
    return now;
  }

  #take(): Appointment | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length > 0 && last !== undefined) this.#sink(last);
    return first;
  }

  /** Puts an appointment at the top and lets it sink to where it belongs. */
  #sink(appointment: Appointment): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.at < heap[child]!.at) child += 1;
      if (heap[child]!.at >= appointment.at) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = appointment;
  }
}
