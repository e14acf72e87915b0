import { css } from "lit";

/** The panel of the settings: groups of rows, each a label and its control. */
export const settingsStyles = css`
  [popover] {
    width: 340px;
    padding: 12px;
  }
  h3 {
    margin: 14px 0 8px;
    padding-top: 12px;
    border-top: 1px solid var(--cd-line);
    font: 600 var(--cd-t-s) / 18px var(--cd-sans);
  }
  h3:first-child {
    margin-top: 0;
    padding-top: 0;
    border-top: 0;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 158px;
    gap: var(--cd-3);
    align-items: center;
    min-height: 32px;
    line-height: 18px;
  }
  .row select,
  .row input {
    height: var(--cd-control-s);
  }
  .row + .row,
  .row + .check,
  .check + .row {
    margin-top: 6px;
  }
  .steps {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr) 28px;
    gap: 4px;
    align-items: center;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .steps button {
    padding: 0;
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: var(--cd-2);
    padding: 4px 0;
    line-height: 18px;
  }
  .check input {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 1px 0 0;
    accent-color: var(--cd-accent);
  }
  small {
    display: block;
    color: var(--cd-text-3);
    font-size: var(--cd-t-xs);
    line-height: 16px;
  }
  @media (pointer: coarse) {
    .row select,
    .row input {
      height: 40px;
    }
    .steps {
      grid-template-columns: 44px minmax(0, 1fr) 44px;
    }
    .check {
      padding: 8px 0;
    }
  }
`;
