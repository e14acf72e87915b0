import { LitElement, css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import { EMPTY_FIELDS, RESTARTS, type StartFields } from "../model/start-options";
import { words as say } from "../start-words";

/** The folded part of the form that starts a process: what few processes need. */
@customElement("corex-start-more")
export class CorexStartMore extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      input,
      select,
      textarea {
        box-sizing: border-box;
      }
      summary {
        width: max-content;
        border-radius: var(--cd-r-s);
        color: var(--cd-text-2);
        font-weight: 500;
        line-height: 24px;
        cursor: pointer;
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 6px 0 2px;
      }
      .field {
        display: grid;
        gap: 3px;
      }
      .two {
        display: grid;
        align-items: end;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 8px;
      }
      .field label {
        font-weight: 500;
      }
      textarea {
        width: 100%;
        min-height: 56px;
        padding: 6px 10px;
        border: 1px solid var(--cd-line-control);
        border-radius: var(--cd-r-m);
        background: var(--cd-surface);
        color: var(--cd-text);
        font: 400 12.5px / 18px var(--cd-mono);
        resize: vertical;
      }
      .check {
        display: flex;
        gap: var(--cd-2);
        align-items: center;
        line-height: 20px;
      }
      .check input {
        flex: none;
        width: 16px;
        height: 16px;
        accent-color: var(--cd-accent);
      }
    `,
  ];

  @property({ attribute: false }) accessor fields: StartFields = EMPTY_FIELDS;

  /** Opens it, for a fault in it. */
  unfold(): void {
    this.renderRoot.querySelector("details")?.setAttribute("open", "");
  }

  protected override render() {
    return html`<details>
      <summary>${say().more}</summary>
      <div class="fields">
        <div class="field">
          <label for="environment">${say().environment}</label>
          <textarea id="environment" rows="2" placeholder="NAME=VALUE" spellcheck="false" autocapitalize="off" .value=${this.fields.environment} @input=${this.set("environment")}></textarea>
        </div>
        ${this.text("directory", say().directory, "/")}
        ${this.text("user", say().user, "root")}
        <div class="two">${this.text("name", say().name, "")} ${this.text("group", say().group, "")}</div>
        <div class="two">
          <div class="field">
            <label for="restart">${say().restartWhen}</label>
            <select id="restart" @change=${this.set("restart")}>
              ${RESTARTS.map((one) => html`<option value=${one} ?selected=${one === this.fields.restart}>${say().restarts[one]}</option>`)}
            </select>
          </div>
          ${this.fields.restart === "never" ? nothing : this.text("mostRestarts", say().mostRestarts, "10")}
        </div>
        <div class="two">${this.text("signal", say().signal, "TERM")} ${this.text("grace", say().grace, "10")}</div>
        <label class="check">
          <input type="checkbox" .checked=${this.fields.plain} @change=${(event: Event) => (this.fields = { ...this.fields, plain: (event.target as HTMLInputElement).checked })} />
          ${say().plain}
        </label>
      </div>
    </details>`;
  }

  private text(name: "directory" | "user" | "name" | "group" | "mostRestarts" | "signal" | "grace", label: string, placeholder: string) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} class=${name === "directory" ? "mono" : ""} placeholder=${placeholder} spellcheck="false" autocomplete="off" autocapitalize="off" .value=${this.fields[name]} @input=${this.set(name)} />
    </div>`;
  }

  private set(name: Exclude<keyof StartFields, "plain">) {
    return (event: Event): void => {
      this.fields = { ...this.fields, [name]: (event.target as HTMLInputElement).value };
    };
  }
}
