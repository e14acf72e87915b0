import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Row } from "../model/row";
import type { DrawnRows } from "./drawn-rows";

/** What of the lines the person has selected; copied, several lines are their texts below each other and nothing else. */
export class ListSelection implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly drawn: () => DrawnRows | undefined,
    private readonly rows: () => readonly Row[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.renderRoot.addEventListener("copy", this.copied);
  }

  hostDisconnected(): void {
    this.host.renderRoot.removeEventListener("copy", this.copied);
  }

  /** Whether some text of the rows is selected: then they are not to move. */
  get isThere(): boolean {
    return this.ofRows !== undefined;
  }

  /** What of the rows is selected. */
  get ofRows(): Range | undefined {
    const range = this.range();
    return range !== undefined && this.drawn()?.place.contains(range.startContainer) === true ? range : undefined;
  }

  private range(): Range | undefined {
    // Chromium's selection ends at the shadow root, unless the root itself is asked.
    const root = this.host.renderRoot as ShadowRoot & { getSelection?(): Selection | null };
    const selection = root.getSelection?.() ?? getSelection();
    return selection !== null && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
  }

  private readonly copied = (event: Event): void => {
    const range = this.range();
    const ids = range === undefined ? [] : (this.drawn()?.touching(range) ?? []);
    if (ids.length > 1) {
      const byId = new Map(this.rows().map((row) => [row.id, row]));
      const texts = ids.map((id) => byId.get(id)).flatMap((row) => (row?.kind === "line" ? row.text : []));
      (event as ClipboardEvent).clipboardData?.setData("text/plain", texts.join("\n"));
      event.preventDefault();
    }
  };
}
