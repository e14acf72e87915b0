/**
 * Watches the size of a terminal's place.
 *
 * @param changed told once at the beginning and after each change, before the next paint; `sharp` says whether the
 *     browser counts the screen's pixels rightly there, which a canvas needs: under emulation of phones it does not
 */
export function watchPlace(place: HTMLElement, changed: (sharp: boolean) => void): ResizeObserver {
  const observer = new ResizeObserver(([entry]) => {
    const sharp = entry !== undefined && isSharp(entry);
    requestAnimationFrame(() => changed(sharp));
  });
  try {
    observer.observe(place, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(place); // Safari does not know that box.
  }
  return observer;
}

function isSharp(entry: ResizeObserverEntry): boolean {
  const pixels = entry.devicePixelContentBoxSize?.[0]?.inlineSize;
  return pixels === undefined || Math.abs(pixels - entry.contentRect.width * devicePixelRatio) <= 2;
}
