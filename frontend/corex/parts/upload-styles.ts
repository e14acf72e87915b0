import { css } from "lit";

/** The dialogs of files that go in and out. */
export const transferStyles = css`
  dialog {
    width: 480px;
  }
  .body {
    display: grid;
    gap: var(--cd-3);
    padding: var(--cd-4) var(--cd-5);
  }
  .field {
    display: grid;
    gap: 4px;
  }
  label {
    font-weight: 500;
  }
  .help {
    margin: 0;
    color: var(--cd-text-3);
    font-size: var(--cd-t-xs);
    line-height: 16px;
  }
  .help.fault {
    display: flex;
    gap: 6px;
    color: var(--cd-fail);
  }
  .drop {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cd-2);
    align-items: center;
    padding: var(--cd-3);
    border: 1px dashed var(--cd-line-control);
    border-radius: var(--cd-r-m);
    color: var(--cd-text-2);
    font-size: var(--cd-t-s);
  }
  .drop.over {
    border-color: var(--cd-accent);
    background: var(--cd-accent-tint);
  }
  input[type="file"] {
    display: none;
  }
  ul {
    max-height: 240px;
    margin: 0;
    padding: 0;
    overflow: auto;
    border-top: 1px solid var(--cd-line);
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px var(--cd-2);
    align-items: center;
    padding: 8px 0;
    border-bottom: 1px solid var(--cd-line);
    font-size: var(--cd-t-s);
  }
  .file {
    overflow: hidden;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state {
    grid-column: 1;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
    font-variant-numeric: tabular-nums;
  }
  .state.failed {
    color: var(--cd-fail);
  }
  .state.done {
    color: var(--cd-ok);
  }
  li .act {
    grid-row: 1 / span 2;
    grid-column: 2;
  }
  progress {
    grid-column: 1;
    width: 100%;
    height: 4px;
    overflow: hidden;
    border: 0;
    border-radius: 2px;
    appearance: none;
    background: var(--cd-sunken);
  }
  progress::-webkit-progress-bar {
    background: var(--cd-sunken);
  }
  progress::-webkit-progress-value {
    background: var(--cd-accent);
  }
  progress::-moz-progress-bar {
    background: var(--cd-accent);
  }
  footer {
    display: flex;
    justify-content: flex-end;
    gap: var(--cd-2);
    padding: var(--cd-3) var(--cd-5);
    border-top: 1px solid var(--cd-line);
  }
`;
