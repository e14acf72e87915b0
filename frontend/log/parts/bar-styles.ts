import { css } from "lit";

/** The bar above the lines: one row, which breaks where it must. */
export const barStyles = css`
  :host {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--cd-2);
    padding: 8px 16px;
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-surface);
  }
  .room {
    flex: 1;
  }
  button[aria-pressed="true"] {
    border-color: var(--cd-accent-soft);
    background: var(--cd-accent-tint);
    color: var(--cd-accent-text);
  }
  .search {
    display: flex;
    flex: 0 1 300px;
    align-items: center;
    gap: 2px;
    min-width: 220px;
    height: var(--cd-control-s);
    padding: 0 3px 0 9px;
    border: 1px solid var(--cd-line-control);
    border-radius: var(--cd-r-m);
    background: var(--cd-surface);
    color: var(--cd-text-2);
  }
  .search:focus-within {
    border-color: var(--cd-focus);
    outline: 1px solid var(--cd-focus);
  }
  .search.wrong {
    border-color: var(--cd-fail-fill);
    outline: 1px solid var(--cd-fail-fill);
  }
  .search input {
    flex: 1;
    min-width: 60px;
    height: 100%;
    padding: 0 6px;
    border: 0;
    outline: 0;
    background: none;
  }
  .search output {
    overflow: hidden;
    max-width: 180px;
    color: var(--cd-text-3);
    font: 400 var(--cd-t-s) / 1 var(--cd-sans);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .search.wrong output {
    color: var(--cd-fail);
    font-size: var(--cd-t-xs);
  }
  .scope {
    color: var(--cd-text-3);
    font-size: var(--cd-t-xs);
    white-space: nowrap;
  }
  .step {
    width: 24px;
    height: 24px;
  }
  .pattern {
    width: 26px;
    height: 20px;
    padding: 0;
    border-color: var(--cd-line);
    border-radius: var(--cd-r-s);
    background: var(--cd-sunken);
    color: var(--cd-text-2);
    font: 500 11.5px / 1 var(--cd-mono);
    font-variant-ligatures: none;
  }
  @media (pointer: coarse) {
    .step,
    .pattern {
      width: 44px;
      height: 44px;
    }
    .pattern:not([aria-pressed="true"]) {
      border-color: transparent;
      background: none;
    }
  }
  .streams {
    display: flex;
  }
  .streams button {
    border-radius: 0;
    color: var(--cd-text-2);
  }
  .streams button:not(:first-child) {
    margin-left: -1px;
    font-family: var(--cd-mono);
    font-size: 12.5px;
  }
  .streams button:first-child {
    border-start-start-radius: var(--cd-r-m);
    border-end-start-radius: var(--cd-r-m);
  }
  .streams button:last-child {
    border-start-end-radius: var(--cd-r-m);
    border-end-end-radius: var(--cd-r-m);
    color: var(--cd-stderr);
  }
  .streams button[aria-pressed="true"] {
    z-index: 1;
    border-color: var(--cd-accent-soft);
    color: var(--cd-accent-text);
  }
  .select {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .select select {
    width: auto;
    height: var(--cd-control-s);
    padding: 0 28px 0 10px;
    border-color: var(--cd-line-strong);
    appearance: none;
    font-weight: 500;
    cursor: pointer;
  }
  .select coredeck-icon {
    position: absolute;
    right: 9px;
    color: var(--cd-text-2);
    pointer-events: none;
  }
  button.edged {
    border-color: var(--cd-line-strong);
    background: var(--cd-surface);
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--cd-2);
    padding: 6px 8px;
    border-radius: var(--cd-r-m);
    cursor: pointer;
  }
  .check.out {
    color: var(--cd-text-3);
    cursor: default;
  }
  .full {
    max-width: 260px;
    padding: 6px 8px;
    margin: 0;
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
  }
  .check:hover {
    background: var(--cd-hover);
  }
  .check input {
    width: 16px;
    height: 16px;
    accent-color: var(--cd-accent);
  }
  .check .hint {
    margin-left: auto;
    padding-left: var(--cd-4);
    color: var(--cd-text-3);
    font-size: var(--cd-t-xs);
  }
  @media (max-width: 1100px) {
    .worded span,
    .worded .more {
      display: none;
    }
    .worded {
      width: var(--cd-control-s);
      padding: 0;
    }
  }
  @media (max-width: 1560px) {
    /* The words about what is looked at need the place. */
    .scope ~ .worded span,
    .scope ~ .worded .more {
      display: none;
    }
    .scope ~ .worded {
      width: var(--cd-control-s);
      padding: 0;
    }
  }
  @media (max-width: 640px) {
    :host {
      gap: 6px;
      padding: 8px 12px;
    }
    .search {
      flex: 1 1 100%;
      order: -1;
    }
    .room {
      display: none;
    }
    .follow {
      width: var(--cd-control-s);
      padding: 0;
    }
    .follow span {
      display: none;
    }
    .matches {
      order: 1;
    }
    .select select {
      max-width: 136px;
    }
    .around {
      order: 1;
    }
    .edged,
    .worded {
      order: 2;
    }
    .scope {
      flex: 1 1 100%;
      order: 3;
    }
  }
`;
