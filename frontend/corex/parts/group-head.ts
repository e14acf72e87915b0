import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import type { Group } from "../model/groups";
import { isAlive } from "../model/process";
import { words } from "../words";

export type GroupAct = "start" | "stop" | "restart";

/**
 * The heading of processes that belong together, which folds them and acts on all of them.
 *
 * @fires fold when they are to be folded, or no longer
 * @fires group-act with {group, act}
 */
@customElement("corex-group-head")
export class CorexGroupHead extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 2px 8px 2px 4px;
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-canvas);
      }
      .fold {
        flex: 1;
        gap: 6px;
        justify-content: flex-start;
        min-width: 0;
        padding: 0 8px;
        border-color: transparent;
        background: none;
        font-weight: 550;
      }
      .fold span {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .fold small {
        color: var(--cd-text-2);
        font-size: var(--cd-t-xs);
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) accessor group!: Group;
  @property({ type: Boolean }) accessor folded = false;
  /** The person may change nothing. */
  @property({ type: Boolean }) accessor watching = false;

  protected override render() {
    const { name, running, processes } = this.group;
    return html`<button class="fold small" type="button" aria-expanded=${this.folded ? "false" : "true"} @click=${() => this.dispatchEvent(new CustomEvent("fold"))}>
        <coredeck-icon small name=${this.folded ? "chevron-right" : "chevron-down"}></coredeck-icon>
        <span>${name}</span><small>${words().runningOf(running, processes.length)}</small>
      </button>
      ${this.watching
        ? nothing
        : html`${running < processes.length ? this.button("start", "play", words().startGroup(name)) : nothing}
          ${processes.some(isAlive)
            ? html`${this.button("restart", "rotate-cw", words().restartGroup(name))} ${this.button("stop", "square", words().stopGroup(name))}`
            : nothing}`}`;
  }

  private button(act: GroupAct, icon: string, label: string) {
    return html`<button class="icon" type="button" title=${label} aria-label=${label} @click=${() => this.tell(act)}>
      <coredeck-icon name=${icon}></coredeck-icon>
    </button>`;
  }

  private tell(act: GroupAct): void {
    this.dispatchEvent(new CustomEvent("group-act", { detail: { group: this.group.name, act } }));
  }
}
