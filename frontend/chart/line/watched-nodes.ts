import { AskedFor } from "./asked-for";
import type { Connection } from "./connection";
import type { NodeUse } from "./frames";
import type { LineState } from "./state";

export interface NodeListener {
  use(use: NodeUse): void;
  state(state: LineState): void;
}

/** What nodes use now: who listens to which. */
export class WatchedNodes {
  private readonly nodes = new Map<string, Set<NodeListener>>();
  private readonly asked: AskedFor;

  constructor(connection: Connection) {
    this.asked = new AskedFor(
      connection,
      () => this.nodes.keys(),
      (isMore, nodes) => (isMore ? { subscribe: "node", nodes } : { unsubscribe: "node", nodes }),
    );
  }

  get size(): number {
    return this.nodes.size;
  }

  listen(node: string, listener: NodeListener): void {
    const listeners = this.nodes.get(node) ?? new Set();
    this.nodes.set(node, listeners);
    if (listeners.size > 0) {
      this.asked.again(node); // so that the newcomer is told at once
    }
    listeners.add(listener);
    this.asked.soon();
  }

  ignore(node: string, listener: NodeListener): void {
    const listeners = this.nodes.get(node);
    if (listeners?.delete(listener) === true && listeners.size === 0) {
      this.nodes.delete(node);
    }
    this.asked.soon();
  }

  took(use: NodeUse): void {
    this.nodes.get(use.node)?.forEach((listener) => listener.use(use));
  }

  tell(state: LineState): void {
    this.nodes.forEach((listeners) => listeners.forEach((listener) => listener.state(state)));
  }

  askAnew(): void {
    this.asked.anew();
  }
}
