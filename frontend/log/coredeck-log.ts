import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import { type Address, AddressTeller, USUAL, levelOf, placeOf } from "./address";
import { DrawLoop } from "./draw-loop";
import { LogKeys } from "./keys";
import { lineAddress } from "./line/feed";
import { logStyles } from "./log-styles";
import { type Zone, ZONES } from "./model/clock";
import { containersOf, openedFor } from "./model/containers";
import { lastTexts } from "./model/row";
import { RowSizes } from "./model/row-sizes";
import { LogSession } from "./model/session";
import { type Status, statusOf } from "./model/status";
import type { Streams } from "./model/view";
import type { Look } from "./parts/draw-row";
import { afterLines, beforeLines, jumpButton, noLines } from "./parts/edges";
import "./parts/log-bar";
import type { Choice, CoredeckLogBar } from "./parts/log-bar";
import "./parts/log-list";
import type { CoredeckLogList } from "./parts/log-list";
import "./parts/log-notice";
import "./parts/log-status";
import "./parts/log-times";
import type { CoredeckLogTimes } from "./parts/log-times";
import { Reader } from "./reader";
import { type Wanted, save } from "./save";
import { words } from "./words";

/** Attributes by which containers are shown and named. */
const NAMED = ["container", "name", "others", "merge"] as const;
/** Attributes by which lines are shown or not. */
const FILTERS = ["search", "pattern", "only", "context", "streams", "level"] as const;

/**
 * What one or more containers print.
 *
 * @fires change with {text} when the person changes the view: a line `attribute value` for all that is not as usual
 */
@customElement("coredeck-log")
export class CoredeckLog extends LitElement implements Address {
  static override styles = [controls, logStyles];

  /** The container, e.g. `3-1`; the line opens when it is set. */
  @property() accessor container = "";
  /** What its owner calls it. */
  @property() accessor name = "";
  /** Others that can be shown too: a line `id name` for each. */
  @property() accessor others = "";
  /** Those of them that are shown, by id, with spaces between. */
  @property({ reflect: true }) accessor merge = "";
  /** The server's address, relative to the page's. */
  @property() accessor src = "live/logs";
  @property({ reflect: true }) accessor search = "";
  @property({ type: Boolean, reflect: true }) accessor pattern = false;
  @property({ type: Boolean, reflect: true }) accessor only = false;
  @property({ type: Number, reflect: true }) accessor context = 0;
  @property({ reflect: true }) accessor streams: Streams = "both";
  @property({ reflect: true }) accessor level = "all";
  @property({ type: Boolean, reflect: true }) accessor wrap = false;
  @property({ reflect: true }) accessor zone: Zone = "local";
  /** `no` while the person reads what came before. */
  @property({ reflect: true }) accessor follow = "yes";
  /** The line at the top while not following: its number, or `id:number`; a time to begin at: `time:ms`. */
  @property({ reflect: true }) accessor at = "";
  /** `code ms`: with which exit code the container ended, and when; empty while it runs. */
  @property() accessor ended = "";

  @state() private accessor status: Status | undefined;
  @state() private accessor spoken = "";
  @query("coredeck-log-list") private accessor list!: CoredeckLogList | null;
  @query("coredeck-log-bar") private accessor bar!: CoredeckLogBar;
  @query("coredeck-log-times") private accessor times!: CoredeckLogTimes;

  private readonly sizes = new RowSizes();
  /** What is held; for those who measure. */
  readonly session = new LogSession(
    (row) => this.sizes.heightOf(row),
    () => this.loop.wake(),
  );
  private readonly reader = new Reader({
    session: this.session,
    list: () => this.list!,
    isFollowing: () => this.isFollowing,
    stay: () => this.setFollow(false),
    draw: () => this.loop.drawNow(),
  });
  private readonly loop = new DrawLoop(this, {
    session: this.session,
    // What is selected is not to move, nor to be forgotten.
    reading: () => (this.isFollowing && this.list?.hasSelection !== true ? undefined : this.list?.inSight.from),
    isPinned: () => this.isFollowing && !this.list!.hasSelection,
    drawRows: (pinned) => this.drawRows(pinned),
    drawRest: () => this.drawRest(),
  });
  private readonly teller = new AddressTeller(this, () => this.placeRead());
  /** What the line to the server is open for; empty while there is none. */
  private opened = "";
  private containers = containersOf(this);

  constructor() {
    super();
    new LogKeys(this, {
      search: () => this.bar.focus(),
      next: () => this.reader.step(1),
      previous: () => this.reader.step(-1),
      follow: () => this.setFollow(!this.isFollowing),
      newest: () => this.setFollow(true),
      wrap: () => this.change({ wrap: !this.wrap }),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.opened === "") {
      this.reopen();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The page around may only be moving the element.
    setTimeout(() => {
      if (!this.isConnected) {
        this.session.close();
        this.opened = "";
      }
    });
  }

  private get isFollowing(): boolean {
    return this.follow !== "no";
  }

  /** The line at the top, for {@link at}. */
  private placeRead(): string {
    const top = this.isFollowing ? undefined : this.list?.inSight.from;
    return top?.kind !== "line" ? "" : this.containers.merged.length > 0 ? `${top.container}:${top.number}` : String(top.number);
  }

  /** Shows these containers' logs from now on; what is shown already goes on, whatever else changed. */
  private reopen(): void {
    const containers = [this.container, ...this.containers.merged];
    const wanted = openedFor(this.src, containers);
    if (this.container === "" || !this.isConnected || this.opened === wanted) {
      return;
    }
    this.opened = wanted;
    this.session.open(lineAddress(this.src, containers), containers);
    this.sizes.clear();
    this.reader.reopened(this.isFollowing ? undefined : placeOf(this.at, this.container));
    this.loop.wake();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (NAMED.some((name) => changed.has(name))) {
      this.containers = containersOf(this);
    }
    this.reopen();
    this.sizes.wrap = this.wrap;
    if (changed.has("wrap")) {
      this.session.rows.resize();
    }
    if (FILTERS.some((name) => changed.has(name))) {
      const { search, pattern: isPattern, only: onlyHits, context, streams } = this;
      this.session.view.set({ search, isPattern, onlyHits, context, streams, level: levelOf(this.level) });
      if (changed.has("search") || changed.has("pattern")) {
        this.reader.hit = undefined;
      }
      this.session.back.stop();
    }
    if (!ZONES.includes(this.zone)) {
      this.zone = "local";
    }
  }

  protected override updated(changed: PropertyValues): void {
    this.loop.updated(changed);
  }

  private drawRows(pinned: boolean): number {
    if (this.isFollowing) {
      this.reader.isAtEnd();
    }
    const drawn = this.list!.draw(this.session.view.shown, this.look(), pinned);
    this.reader.came();
    return drawn;
  }

  private look(): Look {
    const { sizes: { whole, folded }, session: { view: { find, search, breaks } } } = this;
    const { zone, containers: { labels }, session: { loading } } = this;
    const open = this.session.openLines(this.ended !== "");
    return { zone, now: Date.now(), find, current: this.reader.hit, search, breaks, whole, folded, labels, loading, open };
  }

  private drawRest(): void {
    this.status = statusOf(this.session, { follow: this.isFollowing, ended: this.ended !== "", zone: this.zone });
    this.times.bars = this.session.rows.counts.bars(this.times.fitting);
    this.moved();
  }

  private moved(): void {
    const { from, to } = this.list!.inSight;
    this.times.seen = from === undefined || to === undefined ? undefined : [from.order, to.order];
  }

  private choose({ detail }: CustomEvent<Partial<Choice>>): void {
    const { follow, merged, ...view } = detail;
    if (follow !== undefined) {
      this.setFollow(follow);
    }
    this.change(merged === undefined ? view : { ...view, merge: merged.join(" ") });
  }

  private change(view: Partial<Address>): void {
    Object.assign(this, view);
    this.teller.soon();
    this.loop.renewRest();
  }

  private setFollow(follow: boolean): void {
    if (follow) {
      getSelection()?.removeAllRanges();
    }
    this.change(follow ? { follow: "yes", at: "" } : { follow: "no" });
  }

  private clearFilter(): void {
    const { search, only, streams, level } = USUAL;
    this.change({ search, only, streams, level });
  }

  private goToTime({ detail: millis }: CustomEvent<number>): void {
    this.setFollow(false);
    this.reader.goToPlace({ kind: "time", millis });
  }

  private act({ detail: { act, id } }: CustomEvent<{ act: string; id: number }>): void {
    const row = this.session.rows.rows.find((one) => one.id === id);
    if (row === undefined) {
      return;
    }
    this.setFollow(false);
    if (row.kind === "gap") {
      this.session.loadGap(row);
    } else {
      this.sizes.toggle(row, act === "fold" ? "folded" : "whole");
    }
    this.loop.renew();
  }

  private sized(event: CustomEvent<{ columns: number }>): void {
    if (this.sizes.fit(event.detail.columns)) {
      this.session.rows.resize();
      this.loop.renew();
    }
  }

  private save({ detail: what }: CustomEvent<Wanted>): void {
    const { src, streams, containers: { labels } } = this;
    save(what, this.session, { src, streams, labels, name: this.name || this.container });
  }

  /** Reads the last lines to those who hear the page; lines are never read by themselves. */
  private speak(): void {
    this.spoken = lastTexts(this.session.view.shown).join(". ");
  }

  protected override render() {
    const { session, reader, containers: { names, merged, surplus } } = this;
    return html`<coredeck-log-bar .choice=${this.choice()} .others=${this.containers.names} .loaded=${this.status?.loaded ?? 0}
        .older=${this.status?.older ?? 0} .back=${session.back.state} .hits=${session.view.hits.length}
        .fault=${session.view.fault} .hit=${reader.hitIndex} @choose=${this.choose} @save=${this.save}
        @back=${(event: CustomEvent<boolean>) => (event.detail ? reader.searchBack() : session.back.stop())}
        @step=${(event: CustomEvent<number>) => reader.step(event.detail)} @leave=${() => this.list?.focus()}></coredeck-log-bar>
      <coredeck-log-times .zone=${this.zone} @pick=${this.goToTime}></coredeck-log-times>
      <coredeck-log-notice .state=${session.state} .trouble=${session.trouble} .merged=${merged.length > 0}
        .surplus=${surplus.map((id) => names.get(id) ?? id)} @retry=${() => session.retryNow()} @alone=${() => this.change({ merge: "" })}></coredeck-log-notice>
      <div class="lines">
        <coredeck-log-list .wrap=${this.wrap} .named=${merged.length > 0} .zone=${this.zone} @act=${this.act} @size=${this.sized}
          @away=${() => this.setFollow(false)} @end=${() => this.setFollow(true)} @moved=${this.moved}>
          ${beforeLines(session, () => (this.setFollow(false), session.loadOlder()))} ${afterLines(this.ended)}
        </coredeck-log-list>
        ${noLines(session, this.name, this.ended !== "", () => this.clearFilter())}
        ${this.isFollowing ? nothing : jumpButton(reader.missed, () => this.setFollow(true))}
        <button class="small speak" type="button" @click=${this.speak}>${words().readLast}</button>
        <div class="sr" aria-live="polite">${this.spoken}</div>
      </div>
      ${this.status === undefined
        ? nothing
        : html`<coredeck-log-status .status=${this.status} @gap=${(event: CustomEvent<boolean>) => reader.goToGap(event.detail)}></coredeck-log-status>`}`;
  }

  private choice(): Choice {
    const { search, pattern, only, context, streams, level, wrap, zone, containers: { merged } } = this;
    return { search, pattern, only, context, streams, level, wrap, zone, follow: this.isFollowing, merged };
  }
}
