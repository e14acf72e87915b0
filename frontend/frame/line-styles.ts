import { css } from "lit";

/** The bar that says that the line is lost, and the dialog that says why the page does not go on. */
export const lineStyles = css`
  .notice {
    position: fixed;
    inset: 0 0 auto;
    z-index: 1000;
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--cd-3);
    align-items: center;
    justify-content: center;
    padding: 6px var(--cd-4);
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-warn-tint);
    color: var(--cd-text);
    font: 400 var(--cd-t-s) / 20px var(--cd-sans);
    font-variant-numeric: tabular-nums;
  }
  dialog {
    width: min(460px, calc(100vw - 24px));
    outline: 0;
  }
  header {
    padding: var(--cd-4) var(--cd-5);
  }
  p {
    margin: 0;
    padding: var(--cd-4) var(--cd-5);
    font-size: var(--cd-t-s);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: var(--cd-2);
    justify-content: flex-end;
    padding: 0 var(--cd-5) var(--cd-5);
  }
`;
