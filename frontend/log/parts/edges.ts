import { html, nothing } from "lit";
import "../../theme/elements/icon";
import { clockTime } from "../../theme/time";
import type { LogSession } from "../model/session";
import { words } from "../words";

/** Above the first line: what was printed before it. */
export function beforeLines(session: LogSession, load: () => void) {
  const before = session.containers.map((id) => session.rows.before(id));
  const { older } = session;
  const lost = before.reduce((sum, one) => sum + Math.max(0, one.lost), 0);
  if (older > 0) {
    return html`<div slot="before" class="edge">
      ${words().older(older)}
      <button class="link" type="button" @click=${load}>${session.isLoading ? words().loading : words().load}</button>
    </div>`;
  }
  return lost > 0 ? html`<div slot="before" class="edge">${words().notKept(lost)}</div>` : nothing;
}

/** Below the last line: `ended` is `code ms`, with `?` for a code nobody knows; empty while more may come. */
export function afterLines(ended: string) {
  if (ended === "") {
    return nothing;
  }
  const [code = "?", at] = ended.split(" ");
  const time = clockTime(Number(at));
  return html`<div slot="after" class="edge ended">${code === "?" ? words().endedAt(time) : words().endedWith(code, time)}</div>`;
}

/** In place of lines, where there are none to show. */
export function noLines(session: LogSession, name: string, hasEnded: boolean, clearFilter: () => void) {
  const { rows, view, containers } = session;
  if (view.shown.some((row) => row.kind === "line") || session.openLines(hasEnded).length > 0) {
    return nothing;
  }
  if (rows.rows.some((row) => row.kind === "line")) {
    return html`<div class="empty">
      <p>${words().noMatch}</p>
      <button class="small" type="button" @click=${clearFilter}>${words().clearFilter}</button>
    </div>`;
  }
  const heads = containers.flatMap((id) => rows.headOf(id) ?? []);
  if (heads.length === 0 || heads.some((head) => head.last > 0)) {
    return nothing; // not known yet
  }
  return hasEnded
    ? html`<div class="empty"><p>${words().nothing(name)}</p></div>`
    : html`<div class="empty"><p>${words().nothingYet(name)}</p><p class="why">${words().appearsHere}</p></div>`;
}

/** Over the last lines, while the person reads others. */
export function jumpButton(missed: number, jump: () => void) {
  return html`<button class="jump" type="button" @click=${jump}>
    <coredeck-icon small name="arrow-down"></coredeck-icon>${words().jump(missed)}
  </button>`;
}
