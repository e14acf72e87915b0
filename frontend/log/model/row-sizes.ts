import { type Metrics, heightOf } from "./metrics";
import type { Row } from "./row";

/** How high rows are drawn: by the width of the list, and by what the person opened. */
export class RowSizes implements Metrics {
  wrap = false;
  columns = 120;
  /** Lines shown whole, and JSON lines folded out, by id. */
  readonly whole = new Set<number>();
  readonly folded = new Set<number>();

  heightOf(row: Row): number {
    return heightOf(row, this);
  }

  /** Shows a row whole or folds it out; or back again. */
  toggle(row: Row, what: "whole" | "folded"): void {
    const rows = this[what];
    if (!rows.delete(row.id)) {
      rows.add(row.id);
    }
    row.height = this.heightOf(row);
  }

  /** @returns whether rows have other heights now */
  fit(columns: number): boolean {
    if (columns === this.columns) {
      return false;
    }
    this.columns = columns;
    return this.wrap || this.folded.size > 0;
  }

  clear(): void {
    this.whole.clear();
    this.folded.clear();
  }
}
