import { toggleScreenReader } from "../corex/model/preferences";
import { toClipboard } from "../theme/clipboard";
import { OPEN_KEYS } from "../theme/keys";
import { type Language, chooseLanguage } from "../theme/language";
import { chooseMode, modeOf } from "../theme/mode";
import type { Item } from "./finding";
import { tell, tellNotCopied } from "./tell";
import { words } from "./words";

/** Opens what was chosen, or does it. */
export function run(from: HTMLElement, item: Item, isNewTab: boolean): void {
  if (item.href !== "") {
    follow(item.href, isNewTab || item.does === "open-tab");
    return;
  }
  const [what, ...rest] = item.does.split(" ");
  const value = rest.join(" ");
  if (what === "colours") {
    chooseMode(modeOf(value));
  } else if (what === "language") {
    chooseLanguage(value as Language);
  } else if (what === "keys") {
    document.dispatchEvent(new CustomEvent(OPEN_KEYS));
  } else if (what === "sign-out") {
    from.dispatchEvent(new CustomEvent("sign-out"));
  } else if (what === "delete") {
    from.dispatchEvent(new CustomEvent("delete-wanted", { detail: { id: value } }));
  } else if (what === "screen-reader") {
    say(toggleScreenReader() ? words().screenReaderOn : words().screenReaderOff);
  } else if (what === "copy") {
    void copy(value);
  }
}

/** A click on a link, so that the page's router takes it. */
function follow(href: string, isNewTab: boolean): void {
  const link = document.createElement("a");
  link.href = href;
  if (isNewTab) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  document.body.append(link);
  link.click();
  link.remove();
}

async function copy(text: string): Promise<void> {
  if (await toClipboard(text)) {
    say(words().copied(text));
  } else {
    tellNotCopied(text);
  }
}

function say(title: string): void {
  tell({ kind: "done", title, text: "", ms: 5000 });
}
