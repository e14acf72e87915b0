import { css } from "lit";

/** Two lines for each process; its actions float over the right end while it is pointed at. */
export const processRowStyles = css`
  :host {
    position: relative;
    display: block;
    border-bottom: 1px solid var(--cd-line);
  }
  :host([open]) {
    background: var(--cd-selected);
    box-shadow: inset 2px 0 0 var(--cd-accent);
  }
  .row {
    display: grid;
    grid-template-columns: 12px minmax(0, 1fr);
    gap: 0 var(--cd-3);
    width: 100%;
    height: auto;
    padding: 8px 12px;
    border: 0;
    border-radius: 0;
    background: none;
    text-align: left;
    line-height: 20px;
  }
  .row:hover {
    background: var(--cd-hover);
  }
  :host([open]) .row:hover {
    background: none;
  }
  .row:focus-visible {
    outline-offset: -3px;
  }
  .head {
    display: flex;
    height: 20px;
    gap: 6px;
    align-items: baseline;
    min-width: 0;
  }
  .name {
    overflow: hidden;
    color: var(--cd-text);
    font-weight: 550;
    text-overflow: ellipsis;
  }
  .pid {
    color: var(--cd-text-3);
    font-weight: 400;
  }
  .restarts {
    display: inline-flex;
    flex: none;
    gap: 3px;
    align-items: center;
    align-self: center;
    order: 1;
    color: var(--cd-warn);
    font-size: var(--cd-t-xs);
    font-weight: 400;
  }
  .numbers,
  .head .word {
    order: 2;
  }
  .word {
    flex: none;
    margin-left: auto;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
    font-weight: 400;
  }
  .word.fail {
    color: var(--cd-fail);
  }
  .word.warn {
    color: var(--cd-warn);
  }
  .word.busy {
    color: var(--cd-busy);
  }
  .numbers {
    display: flex;
    flex: none;
    margin-left: auto;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
    font-weight: 400;
    text-align: right;
  }
  .memory {
    min-width: 58px;
  }
  .foot {
    display: flex;
    grid-column: 2;
    gap: var(--cd-2);
    align-items: baseline;
    min-width: 0;
    height: 18px;
    line-height: 18px;
  }
  .foot .word {
    font-size: var(--cd-t-2xs);
  }
  .word.ok {
    color: var(--cd-ok);
  }
  .command {
    min-width: 0;
    overflow: hidden;
    color: var(--cd-text-2);
    font-size: 11.5px;
    font-weight: 400;
    text-overflow: ellipsis;
  }
  .more {
    margin: -4px 0 0;
    padding: 0 12px 8px 36px;
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
    line-height: 18px;
  }
  .actions {
    position: absolute;
    top: 4px;
    right: 8px;
    display: none;
    gap: 2px;
    padding-left: var(--cd-2);
    border-radius: var(--cd-r-m);
    background: var(--cd-hover);
  }
  .actions.low {
    top: 28px;
  }
  .actions.low button {
    height: 24px;
  }
  :host(:hover) .numbers,
  :host(:focus-within) .numbers,
  .row:has(~ .actions corex-signal-menu[open]) .numbers {
    visibility: hidden;
  }
  :host([open]) .actions {
    background: var(--cd-selected);
  }
  :host(:hover) .actions,
  :host(:focus-within) .actions,
  .actions:has(corex-signal-menu[open]) {
    display: flex;
  }
  @media (pointer: coarse) {
    .row {
      padding-right: 96px;
    }
    :host .numbers {
      visibility: visible !important;
    }
    .actions {
      top: 8px;
      display: flex;
      background: none !important;
    }
  }
`;
