import { css } from "lit";

/** Not seen, but heard by those who hear the page. */
export const unseen = css`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** Buttons, fields, chips and keys as every component draws them; values come from the tokens. */
export const controls = css`
  :host {
    box-sizing: border-box;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  [hidden] {
    display: none !important;
  }
  button,
  a.button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--cd-2);
    min-width: 0;
    height: var(--cd-control);
    margin: 0;
    padding: 0 var(--cd-3);
    border: 1px solid var(--cd-line-strong);
    border-radius: var(--cd-r-m);
    background: var(--cd-surface);
    color: var(--cd-text);
    font: 500 var(--cd-t-s) / 1 var(--cd-sans);
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--cd-fast) var(--cd-ease);
  }
  button:hover,
  a.button:hover {
    background: var(--cd-hover);
    text-decoration: none;
  }
  button[aria-disabled="true"] {
    color: var(--cd-text-off);
    cursor: default;
  }
  button.small {
    height: var(--cd-control-s);
    padding: 0 10px;
  }
  @media (pointer: coarse) {
    button.small {
      min-width: var(--cd-control-s);
    }
  }
  button.primary,
  a.button.primary {
    border-color: transparent;
    background: var(--cd-accent);
    color: var(--cd-on-accent);
  }
  button.primary:hover,
  a.button.primary:hover {
    background: var(--cd-accent-hover);
  }
  button.primary[aria-disabled="true"] {
    border-color: var(--cd-line);
    background: var(--cd-sunken);
    color: var(--cd-text-off);
  }
  button.danger {
    color: var(--cd-fail);
  }
  button.ghost,
  button.icon {
    border-color: transparent;
    background: transparent;
    color: var(--cd-text-2);
  }
  button.icon {
    width: var(--cd-control-s);
    height: var(--cd-control-s);
    padding: 0;
  }
  button.ghost:hover,
  button.icon:hover {
    background: var(--cd-hover);
    color: var(--cd-text);
  }
  button.icon[aria-pressed="true"],
  button.icon[aria-expanded="true"] {
    background: var(--cd-accent-tint);
    color: var(--cd-accent-text);
  }
  button.link {
    display: inline;
    height: auto;
    padding: 0;
    border: 0;
    background: none;
    color: var(--cd-accent-text);
    font: inherit;
    font-weight: 500;
    white-space: normal;
  }
  button.link:hover,
  a:hover {
    text-decoration: underline;
  }
  a {
    color: var(--cd-accent-text);
    text-decoration: none;
  }
  :focus-visible {
    outline: 2px solid var(--cd-focus);
    outline-offset: 2px;
  }
  input,
  select {
    width: 100%;
    height: var(--cd-control);
    margin: 0;
    padding: 0 10px;
    border: 1px solid var(--cd-line-control);
    border-radius: var(--cd-r-m);
    background: var(--cd-surface);
    color: var(--cd-text);
    font: 400 var(--cd-t-s) / 1 var(--cd-sans);
  }
  input::-webkit-search-cancel-button {
    appearance: none;
  }
  input::placeholder {
    color: var(--cd-text-3);
    opacity: 1;
  }
  input.mono,
  .mono {
    font-family: var(--cd-mono);
    font-size: 12.5px;
    font-variant-ligatures: none;
  }
  kbd {
    display: inline-block;
    padding: 1px 5px;
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-s);
    background: var(--cd-surface);
    color: var(--cd-text-2);
    font: 400 var(--cd-t-2xs) / 16px var(--cd-sans);
  }
  .numbers,
  .number,
  .count,
  .size,
  .ms,
  output {
    font-variant-numeric: tabular-nums;
  }
  .sr {
    ${unseen}
  }
  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
