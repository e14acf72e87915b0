import { css } from "lit";

export const deployStyles = css`
  .layer {
    position: fixed;
    inset: 0;
    width: 100%;
    max-width: none;
    height: 100%;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--cd-scrim);
    color: var(--cd-text);
    font: 400 var(--cd-t-m) / 1.5 var(--cd-sans);
  }
  .layer:popover-open {
    display: grid;
    place-items: center;
  }
  .layer:focus-visible {
    outline: none;
  }
  .deploy-dialog {
    display: flex;
    flex-direction: column;
    width: min(580px, calc(100vw - 24px));
    max-height: calc(100dvh - 48px);
    overflow: hidden;
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-xl);
    background: var(--cd-raised);
    box-shadow: var(--cd-sh-3);
  }
  h2 {
    margin: 0;
    font: 600 var(--cd-t-l) / 22px var(--cd-sans);
  }
  .head {
    display: flex;
    flex: none;
    gap: var(--cd-3);
    align-items: center;
    justify-content: space-between;
    padding: var(--cd-4) var(--cd-5) var(--cd-3);
  }
  .head > div {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .hint {
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
    font-variant-numeric: tabular-nums;
  }
  .progress {
    flex: none;
    height: 3px;
    background: var(--cd-line);
  }
  .progress > div {
    height: 100%;
    background: var(--cd-accent);
    transform-origin: 0 50%;
  }
  .progress.ok > div {
    background: var(--cd-ok-fill);
  }
  .progress.fail > div {
    background: var(--cd-fail-fill);
  }
  .steps {
    min-height: 0;
    padding: var(--cd-4) var(--cd-5) 0;
    overflow: auto;
  }
  .step {
    position: relative;
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr) auto;
    gap: var(--cd-3);
    padding-bottom: var(--cd-4);
    font-size: var(--cd-t-s);
  }
  .step:not(:last-child)::before {
    position: absolute;
    inset: 24px auto 0 11px;
    border-inline-start: 1px solid var(--cd-line-strong);
    content: "";
  }
  .step coredeck-state {
    align-items: center;
    justify-content: center;
    width: 22px;
    height: 22px;
    border-radius: var(--cd-r-full);
    background: var(--cd-idle-tint);
  }
  .step coredeck-state[kind="done"] {
    background: var(--cd-ok-tint);
    color: var(--cd-ok);
  }
  .step coredeck-state[kind="fail"] {
    background: var(--cd-fail-tint);
  }
  .step coredeck-state[kind="busy"] {
    background: var(--cd-busy-tint);
  }
  .step > .words {
    display: grid;
    gap: 2px;
    overflow-wrap: anywhere;
  }
  .name {
    font-size: var(--cd-t-m);
    font-weight: 500;
  }
  .waiting .name,
  .took {
    color: var(--cd-text-2);
    font-variant-numeric: tabular-nums;
  }
  .failure {
    grid-column: 2 / -1;
    display: grid;
    gap: var(--cd-3);
    margin-top: calc(var(--cd-1) * -1);
    padding: var(--cd-3);
    border-radius: var(--cd-r-m);
    background: var(--cd-fail-tint);
    line-height: 20px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cd-2);
  }
  .buttons button,
  .buttons a.button {
    height: auto;
    min-height: var(--cd-control);
    padding-block: 5px;
    line-height: 1.4;
    text-align: center;
    white-space: normal;
  }
  footer {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: var(--cd-2);
    align-items: center;
    justify-content: flex-end;
    padding: var(--cd-3) var(--cd-5);
    border-top: 1px solid var(--cd-line);
    background: var(--cd-canvas);
  }
  details {
    flex: 1 1 200px;
    min-width: 0;
    margin-inline-end: auto;
    color: var(--cd-accent-text);
    font-size: var(--cd-t-s);
  }
  pre {
    max-height: 30vh;
    margin: 0;
    overflow: auto;
    color: var(--cd-text);
    font: 400 12.5px / 19px var(--cd-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media (max-width: 640px) {
    .head,
    .steps,
    footer {
      padding-inline: var(--cd-3);
    }
  }
  @media (pointer: coarse) {
    summary {
      padding-block: 12px;
    }
  }
  @media (forced-colors: active) {
    .progress {
      height: 8px;
      border-block: 1px solid CanvasText;
      background: Canvas;
    }
    .progress > div,
    .progress.ok > div,
    .progress.fail > div {
      forced-color-adjust: none;
      background: Highlight;
    }
    .progress.fail > div {
      background: CanvasText;
    }
    .failure {
      border: 1px solid;
    }
  }
`;
