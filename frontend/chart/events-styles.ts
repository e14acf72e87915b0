import { css } from "lit";

/** The events of a container: tools above, one row for each, a status bar below. */
export const eventsStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100%;
    background: var(--cd-surface);
    color: var(--cd-text);
    font: 400 var(--cd-t-s) / 20px var(--cd-sans);
    font-variant-numeric: tabular-nums;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--cd-2);
    padding: 8px 16px;
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-canvas);
  }
  .search {
    position: relative;
    width: min(280px, 100%);
  }
  .search coredeck-icon {
    position: absolute;
    top: 7px;
    left: 9px;
    color: var(--cd-text-3);
  }
  .search input {
    height: var(--cd-control-s);
    padding-left: 30px;
  }
  .pair {
    display: flex;
  }
  .pair button {
    border-radius: var(--cd-r-m) 0 0 var(--cd-r-m);
    color: var(--cd-text-2);
  }
  .pair button + button {
    margin-left: -1px;
    border-radius: 0 var(--cd-r-m) var(--cd-r-m) 0;
  }
  button[aria-pressed="true"] {
    background: var(--cd-accent-tint);
    color: var(--cd-accent-text);
  }
  button:focus-visible {
    z-index: 1;
  }
  .count {
    margin-left: auto;
    color: var(--cd-text-3);
  }
  .rows {
    overflow: auto;
  }
  .rows:focus-visible {
    outline-offset: -2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  thead th {
    position: sticky;
    top: 0;
    height: 34px;
    background: var(--cd-surface);
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
    font-weight: 500;
    box-shadow: 0 1px var(--cd-line);
  }
  th,
  td {
    padding: 9px 16px;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    padding-block: 0;
    vertical-align: middle;
  }
  tbody tr + tr > * {
    border-top: 1px solid var(--cd-line);
  }
  tbody th {
    width: 1%;
    font-weight: 400;
    white-space: nowrap;
  }
  tbody th button.link {
    color: var(--cd-text-2);
    font-weight: 400;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    tbody th button.link {
      min-height: 44px;
    }
  }
  td:nth-child(2) {
    width: 1%;
    white-space: nowrap;
  }
  .why {
    color: var(--cd-text-2);
    overflow-wrap: anywhere;
  }
  .none {
    margin: 0;
    padding: var(--cd-8) var(--cd-6);
    color: var(--cd-text-2);
  }
  footer {
    display: flex;
    align-items: center;
    gap: var(--cd-4);
    min-height: 28px;
    padding: 0 var(--cd-3);
    border-top: 1px solid var(--cd-line);
    background: var(--cd-canvas);
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
  }
  .kept {
    margin-left: auto;
    color: var(--cd-text-3);
  }
  @media (max-width: 640px) {
    thead {
      display: none;
    }
    tbody tr {
      display: grid;
      gap: 2px;
      padding: 8px 12px;
      border-top: 1px solid var(--cd-line);
    }
    tbody tr + tr > *,
    tbody th,
    td {
      width: auto;
      padding: 0;
      border: 0;
    }
    .kept {
      display: none;
    }
  }
`;
