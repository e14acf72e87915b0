/** One terminal's place. It shows a process, or nothing yet. */
export interface Pane {
  /** Stays the same as long as the pane lives, whatever else moves. */
  readonly key: number;
  readonly process: number | undefined;
}

/** One to four panes shown together. */
export interface Tab {
  readonly key: number;
  readonly panes: readonly Pane[];
  /** The pane that takes the keys. */
  readonly active: number;
}

/** Which terminals are open, and where. A value: each change gives a new one. */
export interface Workspace {
  readonly tabs: readonly Tab[];
  readonly current: number;
}

export const MOST_PANES = 4;
export const EMPTY: Workspace = { tabs: [], current: 0 };

let lastKey = 0;

export function currentTab(workspace: Workspace): Tab | undefined {
  return workspace.tabs[workspace.current];
}

export function activePane(workspace: Workspace): Pane | undefined {
  const tab = currentTab(workspace);
  return tab?.panes[tab.active];
}

/**
 * Shows the process in the empty pane that waits, taken from another tab if it is open there; else goes to it where it
 * is open, else opens a new tab.
 */
export function open(workspace: Workspace, process: number): Workspace {
  const waiting = activePane(workspace);
  const waits = waiting !== undefined && waiting.process === undefined;
  for (const [tab, { panes }] of workspace.tabs.entries()) {
    const pane = panes.findIndex((candidate) => candidate.process === process);
    if (pane >= 0 && (!waits || tab === workspace.current)) {
      return activate({ ...workspace, current: tab }, pane);
    }
    const elsewhere = panes[pane];
    if (elsewhere !== undefined) {
      return open(closePane(workspace, elsewhere.key), process);
    }
  }
  if (waits) {
    return withTab(workspace, (tab) => ({
      ...tab,
      panes: tab.panes.map((pane) => (pane === waiting ? { ...pane, process } : pane)),
    }));
  }
  const tab: Tab = { key: ++lastKey, panes: [{ key: ++lastKey, process }], active: 0 };
  return { tabs: [...workspace.tabs, tab], current: workspace.tabs.length };
}

/** Adds an empty pane beside the active one and gives it the keys; four are the most. */
export function split(workspace: Workspace): Workspace {
  return withTab(workspace, (tab) => {
    const waiting = tab.panes.findIndex((pane) => pane.process === undefined);
    if (waiting >= 0) {
      return { ...tab, active: waiting };
    }
    return tab.panes.length >= MOST_PANES
      ? tab
      : { ...tab, panes: [...tab.panes, { key: ++lastKey, process: undefined }], active: tab.panes.length };
  });
}

/** Gives a pane of the current tab the keys. */
export function activate(workspace: Workspace, pane: number): Workspace {
  return withTab(workspace, (tab) => (tab.active === pane ? tab : { ...tab, active: pane }));
}

export function select(workspace: Workspace, tab: number): Workspace {
  return tab in workspace.tabs ? { ...workspace, current: tab } : workspace;
}

/** Closes one pane; a tab without panes goes. */
export function closePane(workspace: Workspace, key: number): Workspace {
  const index = workspace.tabs.findIndex((tab) => tab.panes.some((pane) => pane.key === key));
  const tab = workspace.tabs[index];
  if (tab === undefined) {
    return workspace;
  }
  const panes = tab.panes.filter((pane) => pane.key !== key);
  if (panes.length === 0) {
    return closeTab(workspace, index);
  }
  const changed = { ...tab, panes, active: Math.min(tab.active, panes.length - 1) };
  return { ...workspace, tabs: workspace.tabs.with(index, changed) };
}

export function closeTab(workspace: Workspace, index: number): Workspace {
  const tabs = workspace.tabs.filter((_, other) => other !== index);
  const current = workspace.current > index ? workspace.current - 1 : workspace.current;
  return { tabs, current: Math.max(0, Math.min(current, tabs.length - 1)) };
}

/** As it stands in the address: tabs divided by `-`, panes by `.`, the current tab behind `~`. */
export function toText(workspace: Workspace): string {
  const tabs = workspace.tabs
    .map((tab) => tab.panes.flatMap((pane) => pane.process ?? []).join("."))
    .filter((tab) => tab !== "");
  return tabs.length === 0 ? "" : `${tabs.join("-")}~${Math.min(workspace.current, tabs.length - 1)}`;
}

/** Reads an address; a process that is not known any more, or a second time, is left out. */
export function fromText(text: string, known: ReadonlySet<number>): Workspace {
  const [tabs = "", current = "0"] = text.split("~");
  const left = new Set(known);
  const panesOf = (tab: string): Pane[] =>
    tab
      .split(".")
      .map(Number)
      .filter((process) => left.delete(process))
      .slice(0, MOST_PANES)
      .map((process) => ({ key: ++lastKey, process }));
  const read = tabs
    .split("-")
    .map(panesOf)
    .filter((panes) => panes.length > 0)
    .map((panes): Tab => ({ key: ++lastKey, panes, active: 0 }));
  return { tabs: read, current: Math.max(0, Math.min(Number(current) || 0, read.length - 1)) };
}

function withTab(workspace: Workspace, change: (tab: Tab) => Tab): Workspace {
  const tab = currentTab(workspace);
  return tab === undefined ? workspace : { ...workspace, tabs: workspace.tabs.with(workspace.current, change(tab)) };
}
