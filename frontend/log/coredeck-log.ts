import { LitElement, type PropertyValues, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import { type Zone, ZONES } from "./model/clock";
import { Level } from "./model/levels";
import { heightOf } from "./model/metrics";
import type { LineRow, Row } from "./model/rows";
import { LogSession } from "./model/session";
import type { Streams } from "./model/view";
import { logStyles } from "./log-styles";
import { keyOf } from "./keys";
import { nextGap } from "./model/window";
import { gapText, textOfShown } from "./model/words";
import "./parts/log-bar";
import type { Choice, CoredeckLogBar } from "./parts/log-bar";
import type { Look } from "./parts/draw-row";
import "./parts/log-list";
import type { CoredeckLogList } from "./parts/log-list";
import "./parts/log-notice";
import "./parts/log-status";
import type { Status } from "./parts/log-status";
import "./parts/log-times";
import type { CoredeckLogTimes } from "./parts/log-times";

/** Bars and numbers are drawn at most this often, ms: they need not keep up with the lines. */
const SLOW_MS = 500;
const SAVE_LATER_MS = 250;
const SPOKEN = 5;

/** Attribute `level`, by what is shown. */
const LEVEL_WORDS: readonly [Level, string][] = [
  [Level.NONE, "all"],
  [Level.DEBUG, "debug"],
  [Level.INFO, "info"],
  [Level.WARN, "warn"],
  [Level.ERROR, "error"],
];

/**
 * What one or more containers print.
 *
 * Lines are taken in and drawn once a frame; the rest of the page is told what changed every half second.
 *
 * @fires change with {text} when the person changes the view: a line `attribute value` for all that is not as usual
 */
@customElement("coredeck-log")
export class CoredeckLog extends LitElement {
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
  /** The line at the top while not following: its number, or `id:number`. */
  @property({ reflect: true }) accessor at = "";
  /** `code ms`: with which exit code the container ended, and when; empty while it runs. */
  @property() accessor ended = "";

  @state() private accessor status: Status | undefined;
  @state() private accessor hit: LineRow | undefined;
  @state() private accessor spoken = "";
  @query("coredeck-log-list") private accessor list!: CoredeckLogList;
  @query("coredeck-log-bar") private accessor bar!: CoredeckLogBar;
  @query("coredeck-log-times") private accessor times!: CoredeckLogTimes;

  /** What is held; for those who measure. */
  readonly session = new LogSession(
    (row) => heightOf(row, this.metrics),
    () => this.wake(),
  );
  private readonly whole = new Set<number>();
  private readonly folded = new Set<number>();
  private readonly metrics = { wrap: false, columns: 120, whole: this.whole, folded: this.folded };
  private frame = 0;
  private later: ReturnType<typeof setTimeout> | undefined;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private newest = 0;
  private drawnAt = 0;
  private isOpen = false;
  private rowsChanged = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.pressed);
    document.addEventListener("visibilitychange", this.wakeUp);
    this.clock = setInterval(() => this.ticked(), 1000);
    if (this.hasUpdated && !this.isOpen) {
      this.reopen();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.pressed);
    document.removeEventListener("visibilitychange", this.wakeUp);
    clearInterval(this.clock);
    // The page around may only be moving the element.
    setTimeout(() => {
      if (!this.isConnected) {
        this.session.close();
        this.isOpen = false;
      }
    });
  }

  private get merged(): readonly string[] {
    return this.merge.split(/[\s,]+/).filter((id) => id !== "" && this.otherNames.has(id));
  }

  private get otherNames(): ReadonlyMap<string, string> {
    return new Map(
      this.others
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .map((line) => [line.split(" ", 1)[0]!, line.slice(line.indexOf(" ") + 1)] as const),
    );
  }

  private get isFollowing(): boolean {
    return this.follow !== "no";
  }

  private get levelShown(): Level {
    return LEVEL_WORDS.find(([, word]) => word === this.level)?.[0] ?? Level.NONE;
  }

  private reopen(): void {
    if (this.container === "" || !this.isConnected) {
      return;
    }
    this.isOpen = true;
    const containers = [this.container, ...this.merged];
    const address = new URL(this.src, document.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    address.search = new URLSearchParams(containers.map((id) => ["container", id])).toString();
    this.session.open(address.href, containers);
    this.whole.clear();
    this.folded.clear();
    this.hit = undefined;
    if (!this.isFollowing && this.at !== "") {
      const second = /^time:(\d{1,15})$/.exec(this.at);
      this.whenLive(() => (second === null ? this.goToLine(this.at) : this.goToMillis(Number(second[1]))));
    }
    this.wake();
  }

  private whenLive(act: () => void): void {
    const look = setInterval(() => {
      if (this.session.rows.headOf(this.container) !== undefined || !this.isOpen) {
        clearInterval(look);
        act();
      }
    }, 50);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.metrics.wrap = this.wrap;
    if (changed.has("container") || changed.has("src") || changed.has("merge") || (changed.has("others") && this.merge !== "")) {
      this.reopen();
    }
    if (changed.has("wrap")) {
      this.session.rows.resize();
    }
    if (["search", "pattern", "only", "context", "streams", "level"].some((name) => changed.has(name as keyof CoredeckLog))) {
      const { search, pattern: isPattern, only: onlyHits, context, streams } = this;
      this.session.view.set({ search, isPattern, onlyHits, context, streams, level: this.levelShown });
      if (changed.has("search") || changed.has("pattern")) {
        this.hit = undefined;
      }
    }
    if (!ZONES.includes(this.zone)) {
      this.zone = "local";
    }
  }

  protected override updated(): void {
    this.rowsChanged = true;
    this.wake();
  }

  /** Something came or changed: everything is taken in once, in the next frame; hidden pages have no frames. */
  private wake(): void {
    if (document.hidden) {
      this.later ??= setTimeout(() => {
        this.later = undefined;
        this.session.apply();
        this.session.rows.trim(this.readingIndex());
        this.rowsChanged = true;
      }, 0);
    } else if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.draw();
      });
    }
  }

  private readonly wakeUp = (): void => this.wake();

  private draw(): void {
    if (!this.hasUpdated || !this.isConnected) {
      return;
    }
    const { session } = this;
    const came = session.apply() || this.rowsChanged;
    this.rowsChanged = false;
    const pinned = this.isFollowing && !this.list.hasSelection;
    if (came) {
      session.rows.trim(pinned ? -1 : this.readingIndex());
      if (!session.view.refresh(() => performance.now())) {
        this.rowsChanged = true;
        this.wake();
      }
    }
    if (this.isFollowing) {
      this.newest = session.rows.announced;
    }
    this.list.draw(session.view.shown, this.look(), pinned);
    const now = performance.now();
    if (now - this.drawnAt > SLOW_MS) {
      this.drawnAt = now;
      this.tellRest();
    }
  }

  /** Where the row being read stands among all rows; -1 while following. */
  private readingIndex(): number {
    const row = this.list?.inSight.from;
    return this.isFollowing || row === undefined ? -1 : this.session.rows.rows.indexOf(row);
  }

  private look(): Look {
    const { view } = this.session;
    return {
      zone: this.zone,
      now: Date.now(),
      find: view.find,
      current: this.hit,
      search: view.search,
      breaks: view.breaks,
      whole: this.whole,
      folded: this.folded,
      names: this.names(),
      loading: this.session.loading,
      gapText: (gap) => gapText(gap, this.zone),
    };
  }

  private names(): Look["names"] {
    if (this.merged.length === 0) {
      return NO_NAMES;
    }
    const all: [string, string][] = [[this.container, this.name || this.container]];
    const others = this.otherNames;
    this.merged.forEach((id) => all.push([id, others.get(id) ?? id]));
    return new Map(all.map(([id, name], index) => [id, { name, colour: (index % 6) + 1 }]));
  }

  private ticked(): void {
    this.drawnAt = 0;
    this.rowsChanged ||= this.session.view.find !== undefined && !document.hidden;
    this.wake();
  }

  private tellRest(): void {
    const { session } = this;
    const heads = session.containers.flatMap((id) => session.rows.headOf(id) ?? []);
    this.status = {
      state: session.state,
      follow: this.isFollowing,
      ended: this.ended !== "",
      rate: session.rate,
      behind: session.behind,
      ...session.missing,
      since: heads.reduce((least, head) => (head.since > 0 && (least === 0 || head.since < least) ? head.since : least), 0),
      kept: heads.reduce((sum, head) => sum + (head.first === 0 ? 0 : head.last - head.first + 1), 0),
      zone: this.zone,
    };
    this.times.bars = session.rows.counts.bars(this.times.fitting);
    this.seen();
  }

  private seen(): void {
    const { from, to } = this.list.inSight;
    this.times.seen = from === undefined || to === undefined ? undefined : [from.order, to.order];
  }

  // ---- what the person does ----

  private choose(event: CustomEvent<Partial<Choice>>): void {
    const { detail } = event;
    if (detail.search !== undefined) this.search = detail.search;
    if (detail.isPattern !== undefined) this.pattern = detail.isPattern;
    if (detail.onlyHits !== undefined) this.only = detail.onlyHits;
    if (detail.context !== undefined) this.context = detail.context;
    if (detail.streams !== undefined) this.streams = detail.streams;
    if (detail.wrap !== undefined) this.wrap = detail.wrap;
    if (detail.zone !== undefined) this.zone = detail.zone;
    if (detail.merged !== undefined) this.merge = detail.merged.join(" ");
    if (detail.follow !== undefined) this.setFollow(detail.follow);
    if (detail.level !== undefined) this.level = LEVEL_WORDS.find(([level]) => level === detail.level)?.[1] ?? "all";
    this.keep();
  }

  private setFollow(follow: boolean): void {
    this.follow = follow ? "yes" : "no";
    if (follow) {
      getSelection()?.removeAllRanges();
      this.at = "";
    }
    this.keep();
  }

  /** Tells the page what the view is now, for its address. */
  private keep(): void {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      const top = this.list?.inSight.from;
      this.at = this.isFollowing || top?.kind !== "line" ? "" : this.merged.length > 0 ? `${top.container}:${top.number}` : String(top.number);
      const said: [string, string | boolean, string | boolean][] = [
        ["search", this.search, ""],
        ["pattern", this.pattern, false],
        ["only", this.only, false],
        ["context", String(this.context), "0"],
        ["streams", this.streams, "both"],
        ["level", this.level, "all"],
        ["wrap", this.wrap, false],
        ["zone", this.zone, "local"],
        ["follow", this.follow, "yes"],
        ["at", this.at, ""],
        ["merge", this.merge, ""],
      ];
      const text = said.filter(([, value, usual]) => value !== usual).map(([name, value]) => `${name} ${value === true ? "" : value}`);
      this.dispatchEvent(new CustomEvent("change", { detail: { text: text.join("\n") } }));
    }, SAVE_LATER_MS);
  }

  /** Goes to the next or previous hit, seen from the current one or from what is in sight. */
  private step(by: number): void {
    const { hits } = this.session.view;
    if (hits.length === 0) {
      return;
    }
    const at = this.hit === undefined ? -1 : hits.indexOf(this.hit);
    let next = at + by;
    if (at < 0) {
      const from = this.list.inSight.from;
      next = from === undefined ? 0 : hits.findIndex((row) => row.order > from.order || (row.order === from.order && row.id >= from.id));
      next = this.isFollowing || next < 0 ? hits.length - 1 : next;
    }
    this.goTo(hits[(next + hits.length) % hits.length]!);
  }

  private goTo(row: LineRow): void {
    this.hit = row;
    if (this.isFollowing) {
      this.setFollow(false);
    }
    this.list.draw(this.session.view.shown, this.look(), false);
    this.list.reveal(row);
    this.keep();
  }

  private goToGap(event: CustomEvent<{ lost: boolean }>): void {
    const gap = nextGap(this.session.view.shown, this.list.topIndex, event.detail.lost);
    if (gap !== undefined) {
      this.setFollow(false);
      this.list.draw(this.session.view.shown, this.look(), false);
      this.list.reveal(gap);
      this.list.focusRow(gap);
      this.keep();
    }
  }

  private goToLine(at: string): void {
    const [, id = this.container, number = ""] = /^(?:(\d+-\d+):)?(\d+)$/.exec(at) ?? [];
    if (number !== "") {
      this.session.loadAround(id, Number(number), () => this.showRow((row) => row.kind === "line" && row.container === id && row.number >= Number(number)));
    }
  }

  private goToTime(event: CustomEvent<number>): void {
    this.setFollow(false);
    this.goToMillis(event.detail);
  }

  private goToMillis(millis: number): void {
    const isThere = (row: Row) => row.order >= millis;
    const first = this.session.rows.rows.find((row) => row.kind === "line");
    if (first !== undefined && first.order <= millis) {
      this.showRow(isThere);
      return;
    }
    this.session.find(this.container, millis, (number) => {
      if (number > 0) {
        this.session.loadAround(this.container, number, () => this.showRow(isThere));
      }
    });
  }

  private showRow(isIt: (row: Row) => boolean): void {
    requestAnimationFrame(() => {
      this.rowsChanged = true;
      this.draw();
      const row = this.session.view.shown.find(isIt);
      if (row !== undefined) {
        this.list.reveal(row);
      }
    });
  }

  private act(event: CustomEvent<{ act: string; id: number }>): void {
    const { act, id } = event.detail;
    const row = this.session.rows.rows.find((one) => one.id === id);
    if (act === "load" && row?.kind === "gap") {
      this.setFollow(false);
      this.session.loadGap(row);
    } else if (row !== undefined) {
      const set = act === "fold" ? this.folded : this.whole;
      if (!set.delete(id)) {
        set.add(id);
      }
      row.height = heightOf(row, this.metrics);
      if (this.isFollowing) {
        this.setFollow(false);
      }
    }
    this.rowsChanged = true;
    this.wake();
  }

  private loadOlder(): void {
    this.setFollow(false);
    this.session.loadOlder();
  }

  private sized(event: CustomEvent<{ columns: number }>): void {
    if (this.metrics.columns !== event.detail.columns) {
      this.metrics.columns = event.detail.columns;
      if (this.wrap || this.folded.size > 0) {
        this.session.rows.resize();
        this.rowsChanged = true;
        this.wake();
      }
    }
  }

  private save(event: CustomEvent<string>): void {
    const link = document.createElement("a");
    if (event.detail === "shown") {
      const text = textOfShown(this.session.view.shown, this.names());
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      link.download = `${this.name || this.container}-shown.log`;
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } else {
      const address = new URL(`${this.src}/download`, document.baseURI);
      this.session.containers.forEach((id) => address.searchParams.append("container", id));
      if (event.detail === "timed") {
        address.searchParams.append("times", "1");
      }
      link.href = address.href;
      link.download = "";
    }
    link.click();
  }

  /** Reads the last lines to those who hear the page; lines are never read by themselves. */
  private speak(): void {
    const lines = this.session.view.shown.filter((row) => row.kind === "line").slice(-SPOKEN) as LineRow[];
    this.spoken = lines.map((row) => row.text).join(". ");
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (this.offsetParent === null) {
      return; // not in sight
    }
    switch (keyOf(event)) {
      case "search":
        this.bar.focus();
        break;
      case "next":
        this.step(1);
        break;
      case "previous":
        this.step(-1);
        break;
      case "follow":
        this.setFollow(!this.isFollowing);
        break;
      case "newest":
        this.setFollow(true);
        break;
      case "wrap":
        this.choose(new CustomEvent("choose", { detail: { wrap: !this.wrap } }));
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  protected override render() {
    const { view } = this.session;
    return html`<coredeck-log-bar .choice=${this.choice()} .others=${this.otherNames} .hits=${view.hits.length} .fault=${view.fault}
        .hit=${this.hit === undefined ? -1 : view.hits.indexOf(this.hit)} @choose=${this.choose} @save=${this.save}
        @step=${(event: CustomEvent<number>) => this.step(event.detail)} @leave=${() => this.list.focus()}></coredeck-log-bar>
      <coredeck-log-times .zone=${this.zone} @pick=${this.goToTime}></coredeck-log-times>
      <coredeck-log-notice .state=${this.session.state} .trouble=${this.session.trouble} @retry=${() => this.session.retryNow()}></coredeck-log-notice>
      <div class="lines">
        <coredeck-log-list .wrap=${this.wrap} .named=${this.merged.length > 0} .zone=${this.zone} @act=${this.act} @size=${this.sized}
          @away=${() => this.setFollow(false)} @end=${() => this.setFollow(true)} @moved=${this.seen}>
          ${this.older()} ${this.end()}
        </coredeck-log-list>
        ${this.nothingThere()} ${this.jump()}
        <button class="small speak" type="button" @click=${this.speak}>Read the last lines</button>
        <div class="sr" aria-live="polite">${this.spoken}</div>
      </div>
      ${this.status === undefined ? nothing : html`<coredeck-log-status .status=${this.status} @gap=${this.goToGap}></coredeck-log-status>`}`;
  }

  private choice(): Choice {
    const { search, pattern: isPattern, only: onlyHits, context, streams, wrap, zone, merged } = this;
    return { search, isPattern, onlyHits, context, streams, level: this.levelShown, wrap, zone, follow: this.isFollowing, merged };
  }

  private older() {
    const before = this.session.containers.map((id) => this.session.rows.before(id));
    const older = before.reduce((sum, { from, to }) => sum + Math.max(0, to - from + 1), 0);
    const lost = before.reduce((sum, one) => sum + Math.max(0, one.lost), 0);
    if (older > 0) {
      return html`<div slot="before" class="edge">
        ${older.toLocaleString("en")} older lines
        <button class="link" type="button" @click=${this.loadOlder}>${this.session.isLoading ? "Loading" : "Load"}</button>
      </div>`;
    }
    return lost > 0 ? html`<div slot="before" class="edge">${lost.toLocaleString("en")} lines before these are not kept any more</div>` : nothing;
  }

  private end() {
    const [code, at] = this.ended.split(" ");
    return this.ended === "" ? nothing : html`<div slot="after" class="edge ended">Ended${code === "?" ? "" : ` with exit code ${code}`} at ${new Date(Number(at)).toLocaleTimeString("en-GB")}</div>`;
  }

  private nothingThere() {
    const { rows, view, containers } = this.session;
    if (view.shown.some((row) => row.kind === "line")) {
      return nothing;
    }
    if (rows.rows.some((row) => row.kind === "line")) {
      return html`<div class="empty"><p>No line matches.</p><button class="small" type="button" @click=${this.clearFilter}>Clear filter</button></div>`;
    }
    const heads = containers.flatMap((id) => rows.headOf(id) ?? []);
    return heads.length > 0 && heads.every((head) => head.last === 0)
      ? html`<div class="empty">
          <p>${this.name || "This container"} has not printed anything${this.ended === "" ? " yet" : ""}.</p>
          ${this.ended === "" ? html`<p class="why">Everything it writes to its output appears here at once.</p>` : nothing}
        </div>`
      : nothing;
  }

  private clearFilter(): void {
    this.search = "";
    this.only = false;
    this.streams = "both";
    this.level = "all";
    this.keep();
  }

  private jump() {
    if (this.isFollowing) {
      return nothing;
    }
    const count = this.session.rows.announced - this.newest;
    return html`<button class="jump" type="button" @click=${() => this.setFollow(true)}>
      <coredeck-icon small name="arrow-down"></coredeck-icon>Jump to newest${count > 0 ? `, ${count.toLocaleString("en")} new` : ""}
    </button>`;
  }
}

const NO_NAMES: Look["names"] = new Map();
