import { LitElement, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CorexServer } from "../corex/model/server";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { type Fault, LONGEST, type Told, unlock } from "./credential";
import { unlockStyles } from "./unlock-styles";
import { words } from "./words";

/**
 * Asks for the credential that the CoreX of this container wants. What is typed goes to the dashboard and stays nowhere in the
 * browser.
 *
 * @fires unlocked when CoreX has taken it
 */
@customElement("coredeck-unlock-form")
export class CoredeckUnlockForm extends LitElement {
  static override styles = [controls, unlockStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  @state() private accessor by: "password" | "token" = "password";
  @state() private accessor fault: Fault | undefined;
  @state() private accessor busy = false;
  @query("#user") private accessor user!: HTMLInputElement | null;
  @query("#secret") private accessor secret!: HTMLInputElement;

  protected override render() {
    const byToken = this.by === "token";
    return html`<form @submit=${this.submit}>
      <h2><coredeck-icon name="lock"></coredeck-icon>${words().ownCredential}</h2>
      <p>${words().ownCredentialText}</p>
      <div class="kinds" role="group" aria-label=${words().kind}>${this.kind("password", words().byPassword)}${this.kind("token", words().token)}</div>
      ${byToken ? nothing : this.field("user", words().user, "text")}
      ${this.field("secret", byToken ? words().token : words().password, "password")}
      ${this.fault === undefined
        ? html`<p id="below" class="help">${byToken ? words().tokenHelp : words().kept}</p>`
        : html`<p id="below" class="help fault" role="alert"><coredeck-icon small name="circle-alert"></coredeck-icon>${this.fault.why}</p>`}
      <button class="primary" type="submit" aria-disabled=${this.busy ? "true" : "false"}>${words().open}</button>
    </form>`;
  }

  private kind(by: "password" | "token", text: string) {
    return html`<button class="small" type="button" aria-pressed=${this.by === by ? "true" : "false"} @click=${() => this.choose(by)}>${text}</button>`;
  }

  private field(id: string, label: string, type: "text" | "password") {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type=${type}
        maxlength=${LONGEST}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-describedby="below"
        aria-invalid=${this.fault?.isWrong === true ? "true" : "false"}
        @input=${() => (this.fault = undefined)}
      />
    </div>`;
  }

  private choose(by: "password" | "token"): void {
    this.by = by;
    this.fault = undefined;
    this.secret.value = "";
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const told = this.told();
    if (told === undefined || this.busy) {
      return;
    }
    this.busy = true;
    this.fault = await unlock(this.server, told);
    this.busy = false;
    if (this.fault === undefined) {
      this.secret.value = "";
      this.dispatchEvent(new CustomEvent("unlocked"));
    } else {
      this.secret.select();
    }
  }

  /** What was typed, unless something is missing, which is said. */
  private told(): Told | undefined {
    const secret = this.secret.value;
    const user = this.user?.value ?? "";
    if (this.by === "token") {
      return this.missing(secret.trim() === "", words().noToken, this.secret) ? undefined : { token: secret.trim() };
    }
    return this.missing(user === "" || user.includes(":"), words().noUser, this.user) ? undefined : { user, password: secret };
  }

  private missing(isIt: boolean, fault: string, field: HTMLInputElement | null): boolean {
    if (isIt) {
      this.fault = { why: fault, isWrong: true };
      field?.focus();
    }
    return isIt;
  }
}
