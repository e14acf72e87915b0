import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import "../theme/elements/state";
import { exactTime } from "../theme/time";
import { eventWords } from "./event-words";
import { eventsStyles } from "./events-styles";
import { isOld } from "./line/stats-line";
import { type Happening, type Mark, told } from "./model/happenings";
import { zoneWords } from "./model/range";
import { Story } from "./story";
import { words } from "./words";

/**
 * What happened to a container, newest first: what its node told, and what is known of it otherwise.
 *
 * @fires view-change with {search, only}, for the page's address
 * @fires pick with {second}: milliseconds since 1970 of the second whose logs are wanted
 */
@customElement("coredeck-events")
export class CoredeckEvents extends LitElement {
  static override styles = [controls, eventsStyles];

  /** Where the events come from, relative to the page's address. */
  @property() accessor src = "live/stats";
  @property() accessor container = "";
  /** What is known otherwise: a list of {t, kind, text}. */
  @property({ converter: (text) => (text === null ? [] : (JSON.parse(text) as Happening[])) }) accessor own: Happening[] = [];
  @property({ reflect: true }) accessor search = "";
  /** `problems` shows what went wrong alone. */
  @property({ reflect: true }) accessor only = "";
  private story: Story | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.follow();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.story?.end();
    this.story = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("container") || changed.has("src")) {
      this.follow();
    }
  }

  private follow(): void {
    this.story?.end();
    this.story = this.container === "" ? undefined : new Story(this.src, this.container, () => this.requestUpdate());
  }

  protected override render() {
    const all = told([...this.own, ...(this.story?.happened ?? [])]);
    const shown = all.filter((mark) => this.wants(mark));
    return html`${this.tools(shown.length)}
      <div class="rows" tabindex="0" role="region" aria-label=${words().events}>
        ${shown.length === 0 ? this.empty(all.length > 0) : this.table(shown)}
      </div>
      ${this.foot()}`;
  }

  private wants(mark: Mark): boolean {
    const problem = mark.state === "fail" || mark.state === "warn";
    const text = `${mark.word} ${mark.text}`.toLowerCase();
    return (this.only !== "problems" || problem) && text.includes(this.search.trim().toLowerCase());
  }

  private tools(count: number) {
    const kind = (only: string, text: string) =>
      html`<button class="small" type="button" aria-pressed=${this.only === only ? "true" : "false"} @click=${() => this.choose({ only })}>${text}</button>`;
    return html`<div class="tools">
      <span class="search"><coredeck-icon small name="search"></coredeck-icon><input type="search" aria-label=${eventWords().filterEvents}
        placeholder=${eventWords().filterEvents} .value=${this.search}
        @input=${(event: Event) => this.choose({ search: (event.target as HTMLInputElement).value })} /></span>
      <span class="pair" role="group" aria-label=${eventWords().whichEvents}>${kind("", eventWords().allEvents)}${kind("problems", eventWords().problems)}</span>
      <span class="count" role="status">${eventWords().eventCount(count)}</span>
    </div>`;
  }

  private table(shown: readonly Mark[]) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${eventWords().exactTime(zoneWords(Date.now()))}</th>
          <th scope="col">${eventWords().what}</th>
          <th scope="col">${eventWords().why}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (mark) => html`<tr>
            <th scope="row">
              <button class="link" type="button" title=${words().logsOfSecond} @click=${() => this.pick(mark.t)}>${exactTime(mark.t)}</button>
            </th>
            <td><coredeck-state kind=${mark.state === "busy" ? "idle" : mark.state} word=${mark.word}></coredeck-state></td>
            <td class="why">${mark.text}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private empty(filtered: boolean) {
    return html`<p class="none">${filtered ? eventWords().noEventMatches : eventWords().noEvents}
      ${filtered ? html`<button class="link" type="button" @click=${() => this.choose({ search: "", only: "" })}>${eventWords().clearFilter}</button>` : nothing}</p>`;
  }

  private foot() {
    const line = this.story?.line;
    const live = line?.kind === "live" && this.story?.refusal === "";
    return html`<footer>
      ${live
        ? html`<coredeck-state kind="ok" word=${words().following}></coredeck-state>`
        : html`<coredeck-state kind=${line !== undefined && isOld(line) ? "warn" : "busy"} word=${this.trouble()}></coredeck-state>`}
      <span class="kept">${eventWords().eventsKept}</span>
    </footer>`;
  }

  private trouble(): string {
    const line = this.story?.line;
    if (this.story !== undefined && this.story.refusal !== "") {
      return this.story.refusal;
    }
    return line?.kind === "signed-out" ? words().signedOut : line?.kind === "no-source" ? words().noNewData : line?.kind === "lost" ? words().lost : words().connecting;
  }

  private choose(view: { search?: string; only?: string }): void {
    this.search = view.search ?? this.search;
    this.only = view.only ?? this.only;
    this.dispatchEvent(new CustomEvent("view-change", { detail: { search: this.search, only: this.only } }));
  }

  private pick(time: number): void {
    this.dispatchEvent(new CustomEvent("pick", { detail: { second: Math.floor(time / 1000) * 1000 } }));
  }
}
