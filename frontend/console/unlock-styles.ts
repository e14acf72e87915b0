import { css } from "lit";

/** A card in the middle of where the console will be. */
export const unlockStyles = css`
  :host {
    display: flex;
    flex: 1;
    min-height: 0;
    padding: var(--cd-4);
    overflow: auto;
  }
  form {
    display: grid;
    gap: var(--cd-3);
    width: 360px;
    max-width: 100%;
    margin: auto;
    padding: var(--cd-5) var(--cd-6) var(--cd-6);
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-l);
    background: var(--cd-surface);
    color: var(--cd-text);
    font-size: var(--cd-t-s);
    line-height: 20px;
  }
  h2 {
    display: flex;
    gap: var(--cd-2);
    align-items: center;
    margin: 0;
    font: 600 var(--cd-t-l) / 22px var(--cd-sans);
  }
  p {
    margin: 0;
    color: var(--cd-text-2);
  }
  .kinds {
    display: flex;
  }
  .kinds button {
    flex: auto;
    color: var(--cd-text-2);
  }
  .kinds button:first-child {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .kinds button:last-child {
    margin-left: -1px;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .kinds button[aria-pressed="true"] {
    background: var(--cd-accent-tint);
    color: var(--cd-accent-text);
  }
  .kinds button:focus-visible {
    z-index: 1;
  }
  .field {
    display: grid;
    gap: 4px;
  }
  label {
    font-weight: 500;
  }
  input[aria-invalid="true"] {
    border-color: var(--cd-fail);
    box-shadow: inset 0 0 0 1px var(--cd-fail);
  }
  .help {
    color: var(--cd-text-3);
    min-height: 32px;
    font-size: var(--cd-t-xs);
    line-height: 16px;
  }
  .help.fault {
    display: flex;
    gap: 6px;
    color: var(--cd-fail);
  }
  @media (pointer: coarse) {
    .kinds button,
    input,
    button.primary {
      height: 44px;
    }
  }
`;
