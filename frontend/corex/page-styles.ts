import { css } from "lit";

/** The frame of the page: bar above, list and terminals below. */
export const pageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    overflow: hidden;
    background: var(--cd-canvas);
  }
  corex-desk,
  corex-list-view {
    flex: 1;
    min-height: 0;
  }
  @media (max-width: 640px) {
    .view span {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`;
