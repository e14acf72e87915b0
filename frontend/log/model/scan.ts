import type { Raw } from "./row";

/** Lines asked for at once: what the server sends at most. */
const BLOCK = 500;

/** All that was asked for, in the order of the numbers; nothing if it could not be had. */
type Done = (raws: readonly Raw[] | undefined) => void;

interface Scan {
  readonly blocks: (readonly Raw[])[];
  open: number;
  readonly done: Done;
}

/** One answer that is waited for. */
interface Asked {
  readonly scan: Scan;
  readonly block: number;
  readonly container: string;
  readonly to: number;
}

/** Lines that are asked for to be looked at, not to be shown. */
export class Scans {
  private readonly asked = new Map<number, Asked>();

  /** @param ask returns the number of the request; nothing if it could not be sent */
  constructor(private readonly ask: (container: string, from: number, to: number) => number | undefined) {}

  /** @param to at most 16 blocks after `from` */
  begin(container: string, from: number, to: number, done: Done): void {
    const scan: Scan = { blocks: [], open: Math.ceil((to - from + 1) / BLOCK), done };
    for (let next = from; next <= to; next += BLOCK) {
      scan.blocks.push([]);
      this.more({ scan, block: scan.blocks.length - 1, container, to: Math.min(to, next + BLOCK - 1) }, next);
    }
  }

  private more(asked: Asked, from: number): void {
    const id = this.ask(asked.container, from, asked.to);
    if (id === undefined) {
      this.end(asked.scan, undefined);
    } else {
      this.asked.set(id, asked);
    }
  }

  /** @returns whether the answer belongs here */
  loaded(id: number, to: number, raws: readonly Raw[]): boolean {
    const asked = this.asked.get(id);
    if (asked === undefined) {
      return false;
    }
    const { scan, block } = asked;
    this.asked.delete(id);
    scan.blocks[block] = [...scan.blocks[block]!, ...raws];
    if (to < asked.to) {
      this.more(asked, to + 1); // a frame holds no more
    } else {
      scan.open -= 1;
      if (scan.open === 0) {
        this.end(scan, scan.blocks.flat());
      }
    }
    return true;
  }

  /** Something that was asked for could not be loaded. */
  failed(id: number): void {
    const asked = this.asked.get(id);
    if (asked !== undefined) {
      this.end(asked.scan, undefined);
    }
  }

  private end(scan: Scan, raws: readonly Raw[] | undefined): void {
    this.forget(scan);
    scan.done(raws);
  }

  /** Nothing is waited for any more; nobody is told. */
  clear(): void {
    this.asked.clear();
  }

  private forget(scan: Scan): void {
    for (const [id, asked] of this.asked) {
      if (asked.scan === scan) {
        this.asked.delete(id);
      }
    }
  }
}
