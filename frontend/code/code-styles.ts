import { css } from "lit";

/** The editor in the product's colours: names in the accent, texts green, numbers and flags brown. */
export const codeStyles = css`
  :host {
    display: block;
    min-height: 0;
    overflow: hidden;
    background: var(--cd-surface);
    color: var(--cd-text);
    --cd-code-name: var(--cd-term-4);
    --cd-code-text: var(--cd-term-2);
    --cd-code-value: var(--cd-term-3);
  }
  .place {
    height: 100%;
  }
  .cm-editor {
    height: 100%;
    background: transparent;
  }
  .cm-editor.cm-focused {
    outline: 2px solid var(--cd-focus);
    outline-offset: -2px;
  }
  .cm-editor .cm-scroller {
    font: 400 12.5px / 19px var(--cd-mono);
    font-variant-ligatures: none;
  }
  .cm-editor .cm-content {
    padding: 10px 0;
    caret-color: var(--cd-accent-text);
  }
  .cm-editor .cm-line {
    padding: 0 16px 0 4px;
  }
  .cm-editor .cm-gutters {
    border: 0;
    background: transparent;
    color: var(--cd-text-3);
  }
  .cm-editor .cm-lineNumbers .cm-gutterElement {
    min-width: 32px;
    padding: 0 4px 0 0;
  }
  .cm-editor .cm-activeLineGutter {
    background: transparent;
    color: var(--cd-text);
  }
  .cm-editor .faults {
    order: -1;
    width: 2px;
  }
  .cm-editor .faults .fault {
    background: var(--cd-fail-fill);
  }
  .cm-editor .cm-line.fault {
    background: var(--cd-fail-tint);
  }
  .cm-editor .cm-foldGutter .cm-gutterElement {
    width: 12px;
    color: var(--cd-text-3);
    cursor: pointer;
  }
  .cm-editor .cm-foldPlaceholder {
    border: 1px solid var(--cd-line);
    background: var(--cd-sunken);
    color: var(--cd-text-2);
  }
  .cm-editor .cm-cursor {
    border-left-color: var(--cd-accent-text);
    border-left-width: 2px;
  }
  .cm-editor .cm-selectionBackground,
  .cm-editor.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground {
    background: var(--cd-term-sel);
  }
  .cm-editor.cm-focused .cm-matchingBracket {
    background: var(--cd-accent-tint);
    outline: 1px solid var(--cd-accent-soft);
  }
  @media (forced-colors: active) {
    .cm-editor .cm-line.fault {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
  }
`;
