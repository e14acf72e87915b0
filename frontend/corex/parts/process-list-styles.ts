import { css } from "lit";

/** A head with filter and start, the rows, and a line below. */
export const processListStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--cd-surface);
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--cd-2);
    height: 40px;
    padding: 0 12px;
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-canvas);
  }
  h2 {
    margin: 0;
    font: 600 var(--cd-t-m) / 1 var(--cd-sans);
  }
  header .count {
    flex: 1;
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
    white-space: nowrap;
  }
  corex-start-form {
    flex: 0 1 auto;
    min-height: 0;
    overflow-y: auto;
  }
  .filter {
    position: relative;
    flex: none;
    padding: 8px 12px;
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-canvas);
  }
  ul {
    flex: 1;
    min-height: 0;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  ul.stale {
    opacity: 0.6;
  }
  .none {
    padding: 16px 12px;
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
  }
  footer {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: var(--cd-2);
    height: 28px;
    padding: 0 12px;
    border-top: 1px solid var(--cd-line);
    background: var(--cd-canvas);
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
  }
  .people {
    display: flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    header,
    footer {
      height: 48px;
    }
  }
`;
