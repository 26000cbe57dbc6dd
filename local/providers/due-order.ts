interface Due {
  readonly id: string;
  readonly dueAt: number;
}

/** What falls due, by id and by time: each of a hundred thousand is found without looking at the others. */
export class DueOrder<Item extends Due> {
  readonly #items = new Map<string, Item>();
  /** A binary heap. What was changed or is done stays in it until its turn comes. */
  #heap: { readonly item: Item; readonly entered: number }[] = [];
  #entered = 0;

  get size(): number {
    return this.#items.size;
  }

  values(): IterableIterator<Item> {
    return this.#items.values();
  }

  set(item: Item): void {
    this.#items.set(item.id, item);
    this.enter(item);
  }

  delete(id: string): void {
    this.#items.delete(id);
    if (this.#items.size === 0) this.#heap = [];
  }

  /** Takes an item's turn again that `takeDue` gave away. */
  enter(item: Item): void {
    this.#entered += 1;
    this.#heap.push({ item, entered: this.#entered });
    this.#rise(this.#heap.length - 1);
  }

  /** When the next of those falls due whose turn was not given away. */
  nextDue(): number | undefined {
    this.#forgetDone();
    return this.#heap[0]?.item.dueAt;
  }

  /** The next that is due, of several the one that came first; it stays until it is deleted. */
  takeDue(now: number): Item | undefined {
    this.#forgetDone();
    const first = this.#heap[0]?.item;
    if (first === undefined || first.dueAt > now) return undefined;
    this.#removeFirst();
    return first;
  }

  #forgetDone(): void {
    for (let first = this.#heap[0]?.item; first !== undefined; first = this.#heap[0]?.item) {
      if (this.#items.get(first.id) === first) return;
      this.#removeFirst();
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(start: number): void {
    for (let place = start; place > 0;) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #sink(start: number): void {
    for (let place = start; ;) {
      let first = place;
      for (const child of [2 * place + 1, 2 * place + 2]) if (this.#isBefore(child, first)) first = child;
      if (first === place) return;
      this.#swap(place, first);
      place = first;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.item.dueAt < b.item.dueAt || (a.item.dueAt === b.item.dueAt && a.entered < b.entered);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
