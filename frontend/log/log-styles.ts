import { css } from "lit";

/** The page of logs: bar, times, lines, status, from edge to edge; only the lines scroll. */
export const logStyles = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    background: var(--cd-surface);
    color: var(--cd-text);
    font: 400 var(--cd-t-s) / 20px var(--cd-sans);
  }
  .lines {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 120px;
  }
  coredeck-log-list {
    flex: 1;
  }
  coredeck-log-status {
    height: 28px;
  }
  .edge {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--cd-2);
    height: 28px;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
  }
  .ended {
    font-weight: 500;
  }
  .jump {
    position: absolute;
    bottom: 16px;
    left: 50%;
    border-color: var(--cd-line);
    border-radius: var(--cd-r-full);
    background: var(--cd-raised);
    box-shadow: var(--cd-sh-2);
    font-variant-numeric: tabular-nums;
    transform: translateX(-50%);
  }
  .empty {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--cd-2);
    padding: var(--cd-6);
    color: var(--cd-text);
    font-size: var(--cd-t-m);
    text-align: center;
    pointer-events: none;
  }
  .empty p {
    margin: 0;
  }
  .empty .why {
    color: var(--cd-text-3);
    font-size: var(--cd-t-s);
  }
  .empty button {
    pointer-events: auto;
  }
  .speak {
    position: absolute;
    top: 8px;
    right: 16px;
  }
  .speak:not(:focus-visible) {
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    padding: 0;
    overflow: hidden;
  }
`;
