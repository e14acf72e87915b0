import { css } from "lit";

/** The frame of the page: bar above, list left at 292 px, terminals right; on a phone one of the two. */
export const pageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    overflow: hidden;
    background: var(--cd-canvas);
  }
  main {
    display: grid;
    flex: 1;
    grid-template-columns: 292px minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    min-height: 0;
  }
  corex-process-list {
    border-right: 1px solid var(--cd-line);
  }
  corex-list-view {
    flex: 1;
    min-height: 0;
  }
  .halves {
    display: none;
  }
  @media (max-width: 640px) {
    main {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
    }
    .view span {
      position: absolute;
      clip-path: inset(50%);
    }
    .halves {
      display: flex;
      padding: 6px 12px;
      border-bottom: 1px solid var(--cd-line);
    }
    .halves button {
      flex: 1;
      height: 40px;
      border-radius: 0;
      color: var(--cd-text-2);
    }
    .halves button:first-child {
      border-start-start-radius: var(--cd-r-m);
      border-end-start-radius: var(--cd-r-m);
    }
    .halves button:last-child {
      margin-left: -1px;
      border-start-end-radius: var(--cd-r-m);
      border-end-end-radius: var(--cd-r-m);
    }
    .halves button[aria-pressed="true"] {
      background: var(--cd-accent-tint);
      color: var(--cd-accent-text);
    }
    main.terminal corex-process-list,
    main.processes corex-terminals {
      display: none;
    }
    corex-process-list {
      border-right: 0;
    }
  }
`;
