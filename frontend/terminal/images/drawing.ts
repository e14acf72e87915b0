import { ImageAddon } from "@xterm/addon-image";
import type { Terminal } from "@xterm/xterm";
import { type Cell, drawnSize, readInline } from "./inline";
import { decodeSixel } from "./sixel";

/** Bytes of images that a terminal keeps, in MB; the oldest go first. */
const MOST_KEPT_MB = 32;

/** Pixels of one image, 16 MiB as they are kept. */
export const MOST_PIXELS = 4 << 20;

/** What we need of the addon's store, which it does not publish. */
interface Store {
  addImage(image: HTMLCanvasElement | ImageBitmap): void;
}

/**
 * Draws images into a terminal. The addon keeps them and paints them where their cells are; its own decoders are
 * WebAssembly, which the pages' content security policy forbids, so images are decoded here.
 */
export class Drawing {
  private readonly addon = new ImageAddon({
    sixelSupport: false,
    iipSupport: false,
    enableSizeReports: false,
    pixelLimit: MOST_PIXELS,
    storageLimit: MOST_KEPT_MB,
  });

  constructor(private readonly terminal: Terminal) {
    terminal.loadAddon(this.addon);
  }

  sixel(data: string, opaque: boolean): void {
    const { width, height, pixels } = decodeSixel(data, MOST_PIXELS, opaque ? rgba(this.terminal.options.theme?.background) : 0);
    if (width > 0 && height > 0) {
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      canvas.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
      this.store.addImage(canvas);
    }
  }

  async inline(data: string): Promise<void> {
    const read = readInline(data);
    if (read === undefined) {
      return;
    }
    const image = await createImageBitmap(read.file);
    const { width, height } = drawnSize(image, read, this.cell, { columns: this.terminal.cols, rows: this.terminal.rows });
    if (image.width * image.height > MOST_PIXELS || width * height > MOST_PIXELS || width < 1 || height < 1) {
      image.close();
      return;
    }
    this.store.addImage(await createImageBitmap(image, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" }));
    image.close();
  }

  private get store(): Store {
    return (this.addon as unknown as { _storage: Store })._storage;
  }

  private get cell(): Cell {
    const screen = this.terminal.element?.querySelector(".xterm-screen");
    const { width, height } = screen?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { width: width / this.terminal.cols || 8, height: height / this.terminal.rows || 16 };
  }
}

/** `#rrggbb` as a pixel. */
function rgba(colour = "#000000"): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  return (0xff << 24) | (blue << 16) | (green << 8) | red;
}
