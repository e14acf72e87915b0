import { css } from "lit";

/** The charts of a container: tools above, a card with the charts on one time axis, a table below on demand. */
export const metricsStyles = css`
  :host {
    display: block;
    color: var(--cd-text);
    font: 400 var(--cd-t-s) / 20px var(--cd-sans);
    font-variant-numeric: tabular-nums;
  }
  .card {
    margin: 16px 24px;
    padding: 8px 16px 6px;
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-l);
    background: var(--cd-surface);
  }
  .board {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .board.old .plot {
    opacity: 0.55;
  }
  .board.old .legend b {
    color: var(--cd-text-3);
  }
  .events {
    display: grid;
    grid-template-columns: 62px minmax(0, 1fr);
    align-items: center;
    margin-bottom: 4px;
  }
  .events.second {
    display: none;
  }
  .events > span {
    padding-right: 8px;
    color: var(--cd-text-3);
    font-size: var(--cd-t-2xs);
    text-align: end;
  }
  coredeck-event-row {
    margin-right: 8px;
  }
  section {
    min-width: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--cd-4);
    min-height: 26px;
    padding-top: 4px;
  }
  h3 {
    min-width: 62px;
    margin: 0 -4px 0 0;
    font-size: var(--cd-t-s);
    font-weight: 600;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--cd-4);
    margin: 0;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
  }
  .legend div,
  .legend dt {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .legend dd {
    margin: 0;
  }
  .legend b {
    color: var(--cd-text);
    font-weight: 600;
  }
  .legend i {
    width: 14px;
    border-top: 2px solid;
  }
  .legend i.dashed {
    border-top-style: dashed;
    width: 13px;
  }
  i.cpu {
    color: var(--cd-c1);
  }
  i.memory {
    color: var(--cd-c3);
  }
  i.cache {
    color: var(--cd-c2);
  }
  i.processes {
    color: var(--cd-c4);
  }
  i.limit {
    color: var(--cd-chart-limit);
  }
  .plot {
    min-width: 0;
    overflow: hidden;
    cursor: crosshair;
  }
  .uplot {
    font-family: inherit;
  }
  .uplot .u-cursor-x {
    border-right: 1px solid var(--cd-text) !important;
    opacity: 0.75;
  }
  .uplot .u-select {
    background: color-mix(in srgb, var(--cd-accent) 14%, transparent);
    box-shadow:
      inset 1px 0 var(--cd-accent),
      inset -1px 0 var(--cd-accent);
  }
  coredeck-cursor-tip {
    position: absolute;
    top: 60px;
    left: 0;
    z-index: 2;
    pointer-events: none;
  }
  coredeck-cursor-tip[pinned] {
    pointer-events: auto;
  }
  .nothing {
    position: absolute;
    inset: 60px 16px auto 78px;
    margin: 0;
    color: var(--cd-text-2);
    text-align: center;
    pointer-events: none;
  }
  .table {
    margin: 0 24px 24px;
    padding: 12px 4px 4px;
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-l);
    background: var(--cd-surface);
  }
  .table .newer {
    margin: 0 12px 8px;
  }
  coredeck-data-table {
    max-height: 420px;
    overflow: auto;
  }
  @media (min-width: 1920px) {
    .board {
      grid-template-areas: "e f" "c m" "p m";
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 32px;
    }
    .nothing {
      inset-inline-end: calc(50% + 16px);
    }
    .events {
      grid-area: e;
    }
    .events.second {
      display: grid;
      grid-area: f;
    }
    .cpu-chart {
      grid-area: c;
    }
    .memory-chart {
      grid-area: m;
    }
    .processes-chart {
      grid-area: p;
    }
  }
  @media (max-width: 640px) {
    .card {
      margin: 12px;
      padding: 8px 4px 6px 10px;
    }
    .table {
      margin: 0 12px 12px;
    }
  }
  @media (forced-colors: active) {
    canvas,
    .legend i {
      forced-color-adjust: none;
    }
  }
`;
