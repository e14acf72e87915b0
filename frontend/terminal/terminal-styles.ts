import { css } from "lit";

/** The terminal fills its place; a search floats over it, a notice stands below. */
export const terminalStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: var(--cd-term-bg);
  }
  :host([colours="light"]) {
    color-scheme: light;
  }
  :host([colours="dark"]) {
    color-scheme: dark;
  }
  .screen {
    flex: 1;
    min-height: 0;
    overflow: hidden;
  }
  :host([watching]) .screen,
  :host([foreign]) .screen {
    overflow: auto;
  }
  :host([foreign]) .xterm {
    width: max-content;
    min-width: 100%;
    height: max-content;
    min-height: 100%;
    padding-right: 12px;
  }
  :host([ringing]) .screen {
    box-shadow: inset 0 0 0 3px var(--cd-warn);
  }
  @media (prefers-reduced-motion: no-preference) {
    :host([ringing]) .screen {
      background: var(--cd-warn-tint);
    }
  }
  .xterm {
    height: 100%;
    padding: 10px 0 6px 12px;
  }
  .xterm .xterm-viewport,
  .xterm .xterm-scrollable-element {
    background: transparent !important;
  }
  coredeck-find-bar {
    position: absolute;
    top: 8px;
    right: 20px;
    z-index: 10;
    max-width: calc(100% - 28px);
  }
`;
