import { css } from "lit";

/** Tabs above, panes in a grid of up to two by two, on a phone only the active one. */
export const terminalsStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--cd-surface);
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: var(--cd-2);
    min-height: 40px;
    padding: 0 8px;
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-canvas);
  }
  corex-tab-strip {
    flex: 1;
  }
  .typing {
    display: flex;
    flex: none;
    align-items: center;
    gap: 6px;
    padding: 0 9px 0 7px;
    border-radius: var(--cd-r-full);
    background: var(--cd-accent-tint);
    color: var(--cd-accent-text);
    font-size: var(--cd-t-xs);
    font-weight: 500;
    line-height: 22px;
    white-space: nowrap;
  }
  .typing.other {
    background: var(--cd-busy-tint);
    color: var(--cd-busy);
  }
  .typing.idle {
    background: var(--cd-idle-tint);
    color: var(--cd-idle);
  }
  .tools {
    display: flex;
    flex: none;
    gap: 2px;
  }
  .tools .pressed {
    color: var(--cd-fail);
  }
  .stage {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .panes {
    position: absolute;
    inset: 0;
    display: grid;
    grid-auto-rows: minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    gap: 1px;
    background: var(--cd-line);
  }
  .panes.n2,
  .panes.n3,
  .panes.n4 {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .panes.n3 > :last-child {
    grid-column: span 2;
  }
  .waiting {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--cd-2);
    padding: var(--cd-4);
    border-top: 2px solid transparent;
    background: var(--cd-surface);
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
    text-align: center;
  }
  .waiting.active {
    border-top-color: var(--cd-accent);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--cd-2);
    max-width: 420px;
  }
  @media (pointer: coarse) {
    .bar {
      min-height: 48px;
    }
  }
  @media (max-width: 640px) {
    .split,
    .files,
    .typing {
      display: none;
    }
    .panes.n2,
    .panes.n3,
    .panes.n4 {
      grid-template-columns: minmax(0, 1fr);
    }
    .panes > :not([active], .active) {
      display: none;
    }
  }
  coredeck-key-row {
    display: none;
  }
  @media (max-width: 640px) {
    coredeck-key-row {
      display: flex;
    }
  }
`;
