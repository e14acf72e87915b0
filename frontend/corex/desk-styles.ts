import { css } from "lit";

/** The list at the left with 292 px, terminals at the right; on a phone one of the two. */
export const deskStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: var(--cd-canvas);
  }
  .desk {
    display: grid;
    flex: 1;
    grid-template-columns: 292px minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    min-height: 0;
  }
  corex-process-list {
    border-right: 1px solid var(--cd-line);
  }
  .halves {
    display: none;
  }
  @media (max-width: 640px) {
    .desk {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
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
    .desk.terminal corex-process-list,
    .desk.processes corex-terminals {
      display: none;
    }
    corex-process-list {
      border-right: 0;
    }
  }
`;
