import { css } from "lit";

/** How a dialog of our own elements looks: `<dialog><header><h2>…`. */
export const dialogStyles = css`
  dialog {
    max-width: calc(100vw - 24px);
    max-height: calc(100dvh - 48px);
    padding: 0;
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-xl);
    background: var(--cd-raised);
    color: var(--cd-text);
    box-shadow: var(--cd-sh-3);
    font: 400 var(--cd-t-m) / 1.5 var(--cd-sans);
  }
  dialog::backdrop {
    background: var(--cd-scrim);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: var(--cd-3) var(--cd-3) var(--cd-3) var(--cd-5);
    border-bottom: 1px solid var(--cd-line);
  }
  h2 {
    margin: 0;
    font: 600 var(--cd-t-l) / 22px var(--cd-sans);
  }
`;
