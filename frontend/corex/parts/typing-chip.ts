import { html, nothing } from "lit";
import { selfOf } from "../../terminal/line/audience";
import { otherTypes } from "../../terminal/presence";
import "../../theme/elements/icon";
import { words } from "../words";
import type { PaneState } from "./pane-state";

/** What the chip needs to know besides the terminal. */
export interface TypingAround {
  /** A terminal has the focus. */
  focused: boolean;
  /** The server takes no input from anybody. */
  readOnly: boolean;
  /** The person's role only looks. */
  watching: boolean;
  /** Who else types, in words, as the page knows it where the terminal does not. */
  typing: string;
}

/** Who types into the terminal that takes the keys, as the terminal's audience says. */
export function typingChip({ line, audience }: PaneState, { focused, readOnly, watching, typing }: TypingAround) {
  const looks = watching || (audience !== undefined && selfOf(audience)?.watches === true);
  const other = looks || audience === undefined ? typing : otherTypes(audience);
  if (other !== "") {
    return html`<span class="typing other" role="status"><coredeck-icon small name="users"></coredeck-icon>${other}</span>`;
  }
  if (readOnly || looks) {
    const [word, title] = readOnly ? [words().readOnly, words().readOnlyTitle] : [words().youWatch, nothing];
    return html`<span class="typing idle" title=${title}><coredeck-icon small name="eye"></coredeck-icon>${word}</span>`;
  }
  return focused && line?.kind === "connected"
    ? html`<span class="typing"><coredeck-icon small name="keyboard"></coredeck-icon>${words().youType}</span>`
    : nothing;
}
