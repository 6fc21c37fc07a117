interface Waiting<Item> {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes what arrives one by one in groups: while one group is on its way to the disk the next gathers, so that many
 * arrivals share a transaction and none waits for more than the one before it. Where a group cannot be written each is
 * tried by itself: one that is refused takes no other with it.
 */
export class GroupWriter<Item> {
  readonly #write: (items: readonly Item[]) => Promise<unknown>;
  #waiting: Waiting<Item>[] = [];
  #isWriting = false;

  /** @param write all of the items or none */
  constructor(write: (items: readonly Item[]) => Promise<unknown>) {
    this.#write = write;
  }

  /** @returns when it is written; it may be awaited later, or by somebody else. @throws what `write` threw for it */
  add(item: Item): Promise<void> {
    const written = new Promise<void>((done, failed) => this.#waiting.push({ item, done, failed }));
    written.catch(() => undefined); // whoever awaits it hears of it
    if (!this.#isWriting) void this.#writeAll();
    return written;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      if (!(await this.#writeGroup(group))) for (const one of group) await this.#writeOne(one);
    }
    this.#isWriting = false;
  }

  async #writeGroup(group: readonly Waiting<Item>[]): Promise<boolean> {
    if (group.length === 1) return false;
    try {
      await this.#write(group.map(({ item }) => item));
    } catch {
      return false; // what was wrong is heard when each is tried alone
    }
    for (const { done } of group) done();
    return true;
  }

  async #writeOne({ item, done, failed }: Waiting<Item>): Promise<void> {
    try {
      await this.#write([item]);
      done();
    } catch (error) {
      failed(error);
    }
  }
}
