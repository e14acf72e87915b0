import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";

export type Answer = "once" | "always" | "paste" | "no";

/**
 * A question below a terminal, with its answers as buttons; Esc says no. More may stand in it.
 *
 * @fires answer with an {@link Answer}
 */
@customElement("coredeck-question-bar")
export class CoredeckQuestionBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px var(--cd-2);
        padding: 6px 12px;
        border-top: 1px solid var(--cd-line);
        background: var(--cd-surface);
        color: var(--cd-text-2);
        font-size: var(--cd-t-s);
      }
      .words {
        flex: 1 1 240px;
      }
      b {
        color: var(--cd-text);
        font-weight: 550;
      }
      button:focus {
        outline: 2px solid var(--cd-focus); /* also where a key with Ctrl brought the focus here */
        outline-offset: 1px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--cd-2);
      }
    `,
  ];

  @property() accessor icon = "";
  @property() accessor text = "";
  @property() accessor detail = "";
  @property({ attribute: false }) accessor answers: readonly (readonly [string, Answer])[] = [];
  /** The first answer gets the focus: the person has just done what this asks about. */
  @property({ type: Boolean }) accessor focused = false;

  protected override firstUpdated(): void {
    if (this.focused) {
      this.renderRoot.querySelector("button")?.focus();
    }
  }

  protected override render() {
    return html`<coredeck-icon small name=${this.icon}></coredeck-icon>
      <span class="words" role="alert"><b>${this.text}</b> ${this.detail}</span>
      <slot></slot>
      <span class="buttons" @keydown=${this.pressed}>
        ${this.answers.map(([label, answer]) => html`<button class="small" type="button" @click=${() => this.answer(answer)}>${label}</button>`)}
      </span>`;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.answer("no");
    }
  }

  private answer(detail: Answer): void {
    this.dispatchEvent(new CustomEvent<Answer>("answer", { detail }));
  }
}
