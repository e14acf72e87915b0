import { css } from "lit";
import { unseen } from "../theme/controls";

export const paletteStyles = css`
  .opener {
    justify-content: flex-start;
    width: min(280px, 24vw);
    padding: 0 6px 0 10px;
    color: var(--cd-text-3);
    font-weight: 400;
  }
  .opener kbd {
    margin-inline-start: auto;
  }
  dialog {
    width: min(640px, calc(100vw - 24px));
    margin-top: min(112px, 12vh);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  .field {
    display: flex;
    flex: none;
    gap: var(--cd-3);
    align-items: center;
    padding: 0 var(--cd-4);
    border-bottom: 1px solid var(--cd-line);
    color: var(--cd-text-2);
  }
  .field input {
    height: 52px;
    padding: 0;
    border: 0;
    background: none;
    font-size: 15px;
  }
  .field input:focus-visible {
    outline: none;
  }
  .list {
    flex: 1;
    min-height: 0;
    max-height: min(460px, calc(100dvh - 220px));
    padding: 6px;
    overflow: auto;
    scroll-padding: 6px;
  }
  .group {
    padding: 10px var(--cd-3) 6px;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
    line-height: 16px;
  }
  .option {
    display: flex;
    gap: var(--cd-3);
    align-items: center;
    min-height: 38px;
    padding: 0 var(--cd-3);
    border-radius: var(--cd-r-m);
    white-space: nowrap;
    cursor: pointer;
  }
  .option[aria-selected="true"] {
    background: var(--cd-accent-tint);
  }
  .option > coredeck-icon,
  .option > coredeck-state {
    justify-content: center;
    width: 16px;
    color: var(--cd-text-2);
  }
  .option > coredeck-state[kind] {
    color: revert-layer;
  }
  .name {
    flex: 0 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .name b {
    color: var(--cd-accent-text);
    font-weight: 600;
  }
  .text {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
    text-overflow: ellipsis;
  }
  .aside {
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
  }
  .none {
    margin: 0;
    padding: var(--cd-6) var(--cd-3);
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
    text-align: center;
  }
  footer {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 4px var(--cd-4);
    padding: 8px var(--cd-4);
    border-top: 1px solid var(--cd-line);
    background: var(--cd-surface);
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
  }
  footer .commands {
    margin-inline-start: auto;
  }
  @media (max-width: 1024px) {
    .opener {
      justify-content: center;
      width: var(--cd-control);
      padding: 0;
      border-color: transparent;
      background: none;
    }
    .opener kbd {
      display: none;
    }
    .opener span {
      ${unseen}
    }
  }
  @media (pointer: coarse) {
    .option {
      min-height: 44px;
    }
    footer {
      display: none;
    }
  }
`;
