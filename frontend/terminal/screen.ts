import { ClipboardAddon } from "@xterm/addon-clipboard";
import { FitAddon } from "@xterm/addon-fit";
import { type ISearchOptions, SearchAddon } from "@xterm/addon-search";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { fontOf } from "./font";
import { showImages } from "./images/images";
import { type Size, isReply } from "./line/frames";
import { changeOptions, optionsOf } from "./options";
import { type Palette, currentHit, readPalette } from "./palette";
import { linesOf, openLink, writeOnly } from "./reach";
import type { ScreenEvents } from "./screen-events";
import type { TerminalSettings } from "./settings";

/** Output that waits to be shown; beyond it the terminal skips to what is newest. */
const MOST_WAITING_BYTES = 8 << 20;

/** How long after a restart output still counts as backlog. */
const BACKLOG_MS = 150;

/**
 * xterm.js with what we load into it: sizes itself to its place, takes its colours from the tokens, draws with WebGL
 * where there is some and with elements otherwise.
 */
export class Screen {
  readonly terminal: Terminal;
  private readonly fit = new FitAddon();
  private readonly search = new SearchAddon({ highlightLimit: 1000 });
  private webgl: WebglAddon | undefined;
  private palette: Palette;
  private waiting = 0;
  private toRestore = 0;
  private showingBacklog = false;
  private backlogEnds = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly root: ShadowRoot,
    private settings: TerminalSettings,
    private readonly events: ScreenEvents,
    keys: (event: KeyboardEvent) => boolean,
  ) {
    this.palette = readPalette(root);
    this.terminal = new Terminal(optionsOf(settings, this.palette));
    this.terminal.loadAddon(this.fit);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(new UnicodeGraphemesAddon());
    this.terminal.loadAddon(new WebLinksAddon((_, target) => openLink(target)));
    this.terminal.loadAddon(new ClipboardAddon(undefined, writeOnly((text) => this.showingBacklog || events.clipboard(text))));
    showImages(this.terminal, () => this.settings.images);
    this.terminal.attachCustomKeyEventHandler(keys);
    this.terminal.onData((text) => {
      if (!isReply(text)) {
        events.input(text);
      } else if (events.answers() && !this.showingBacklog) {
        events.reply(text);
      }
    });
    this.terminal.onBinary((text) => events.binary(text));
    this.search.onDidChangeResults(({ resultIndex, resultCount }) => events.hits(resultIndex, resultCount));
    this.terminal.onBell(() => this.showingBacklog || events.bell());
    this.terminal.open(place);
    place.addEventListener("paste", this.pasted, { capture: true });
    place.addEventListener("mouseup", this.selected);
  }

  /** Takes what the person has set now. */
  apply(settings: TerminalSettings): void {
    this.settings = settings;
    changeOptions(this.terminal, settings);
    this.fitToPlace();
  }

  /** Pastes as the browser would have done. */
  paste(text: string): void {
    this.terminal.paste(text);
  }

  private readonly pasted = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (this.settings.askPaste && !this.terminal.modes.bracketedPasteMode && linesOf(text) > 1) {
      event.preventDefault();
      event.stopPropagation();
      this.events.paste(text);
    }
  };

  private readonly selected = ({ button }: MouseEvent): void => {
    if (this.settings.copyOnSelect && button === 0) {
      setTimeout(() => this.copy()); // The selection ends with the same event.
    }
  };

  /** Copies the selection; needs a gesture of the person. navigator.clipboard would need https. */
  copy(): void {
    if (this.terminal.hasSelection()) {
      document.execCommand("copy"); // xterm puts its selection in.
    }
  }

  /**
   * Shows output; what exceeds the bound is thrown away and told as an overflow.
   *
   * @param shown called when it is on the screen
   */
  write(bytes: Uint8Array, shown: () => void): void {
    if (this.waiting + bytes.length > MOST_WAITING_BYTES) {
      this.events.overflow();
      return;
    }
    this.showingBacklog &&= Date.now() < this.backlogEnds;
    const backlog = this.showingBacklog;
    this.waiting += bytes.length;
    this.terminal.write(bytes, () => {
      this.waiting -= bytes.length;
      this.toRestore = Math.max(0, this.toRestore - bytes.length);
      shown();
      if (backlog && this.waiting === 0) {
        this.showingBacklog = false;
      }
    });
  }

  /**
   * Clears everything, after what is still to be shown.
   *
   * @param bytes that follow and make a screen
   * @param size of that screen; where there is none, what follows was printed before and asks nothing
   */
  restart(bytes: number, size: Size | undefined): void {
    this.showingBacklog = size === undefined;
    this.backlogEnds = Date.now() + BACKLOG_MS;
    this.terminal.write("", () => {
      this.terminal.reset();
      this.toRestore = bytes;
      if (size !== undefined) {
        this.terminal.resize(size.columns, size.rows);
      }
    });
  }

  /**
   * Says for what size the place has room, if it is shown.
   *
   * @param webgl whether a canvas can have exactly the pixels of the screen here
   * @param measure whether that is wanted
   */
  fitToPlace(webgl = this.webgl !== undefined, measure = true): void {
    const visible = this.place.clientWidth > 0 && this.place.clientHeight > 0;
    this.drawWithWebgl(visible && webgl);
    const room = visible && measure ? this.fit.proposeDimensions() : undefined;
    if (room !== undefined && Number.isFinite(room.cols) && Number.isFinite(room.rows)) {
      this.events.size({ columns: room.cols, rows: room.rows });
    }
  }

  /** A screen is on its way. At another size than it was made for it would be another. */
  get isRestoring(): boolean {
    return this.toRestore > 0;
  }

  takeSize({ columns, rows }: Size): void {
    if (columns !== this.terminal.cols || rows !== this.terminal.rows) {
      this.terminal.resize(columns, rows);
    }
  }

  /** Takes a size after what is still to be shown: that was printed for the size before. */
  takeSizeInOrder(size: Size): void {
    this.terminal.write("", () => this.takeSize(size));
  }

  get size(): Size {
    return { columns: this.terminal.cols, rows: this.terminal.rows };
  }

  refreshColours(): void {
    this.palette = readPalette(this.root);
    this.terminal.options.theme = this.palette.theme;
  }

  /** Measures and draws the letters again, once their font has come. */
  refreshFont(): void {
    this.endWebgl();
    this.terminal.options.fontFamily = "monospace";
    this.terminal.options.fontFamily = fontOf(this.settings);
    this.fitToPlace();
  }

  describe(label: string): void {
    this.terminal.textarea?.setAttribute("aria-label", label);
  }

  focus(): void {
    this.terminal.focus();
  }

  blur(): void {
    this.terminal.blur();
  }

  get isFocused(): boolean {
    return this.terminal.textarea !== undefined && this.root.activeElement === this.terminal.textarea;
  }

  get isApplicationKeys(): boolean {
    return this.terminal.modes.applicationCursorKeysMode;
  }

  find(text: string, backwards: boolean, caseSensitive: boolean): void {
    const options: ISearchOptions = {
      caseSensitive,
      incremental: false,
      decorations: {
        matchBackground: this.palette.mark,
        matchOverviewRuler: this.palette.mark,
        activeMatchBackground: this.palette.markNow,
        activeMatchBorder: this.palette.theme.cursor ?? this.palette.markNow,
        activeMatchColorOverviewRuler: this.palette.markNow,
      },
    };
    this.terminal.options.theme = { ...this.palette.theme, ...currentHit(this.palette) };
    if (backwards) {
      this.search.findPrevious(text, options);
    } else {
      this.search.findNext(text, options);
    }
  }

  endFind(): void {
    this.terminal.options.theme = this.palette.theme;
    this.search.clearDecorations();
    this.terminal.clearSelection();
  }

  /** Everything the screen holds, with what scrolled away, without blanks at the ends. */
  get text(): string {
    const buffer = this.terminal.buffer.active;
    const lines: string[] = [];
    for (let row = 0; row < buffer.length; row++) {
      const line = buffer.getLine(row);
      const continued = line?.isWrapped === true && lines.length > 0;
      const words = line?.translateToString(!buffer.getLine(row + 1)?.isWrapped) ?? "";
      if (continued) {
        lines[lines.length - 1] += words;
      } else {
        lines.push(words);
      }
    }
    return lines.join("\n").trimEnd();
  }

  dispose(): void {
    this.place.removeEventListener("paste", this.pasted, { capture: true });
    this.place.removeEventListener("mouseup", this.selected);
    this.terminal.dispose();
  }

  /** A hidden terminal gives its WebGL context back: browsers have few. */
  private drawWithWebgl(wanted: boolean): void {
    if (!wanted) {
      this.endWebgl();
      return;
    }
    if (this.webgl !== undefined) {
      return;
    }
    try {
      const webgl = new WebglAddon();
      webgl.onContextLoss(() => this.endWebgl());
      this.terminal.loadAddon(webgl);
      this.webgl = webgl;
    } catch {
      // No WebGL here: the terminal goes on drawing with elements.
    }
  }

  private endWebgl(): void {
    this.webgl?.dispose();
    this.webgl = undefined;
  }
}
