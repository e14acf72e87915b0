import { ImageAddon } from "@xterm/addon-image";
import type { Terminal } from "@xterm/xterm";
import { drawnSize, readInline } from "./inline";
import { type Extent, MOST_DRAWN, MOST_PIXELS, cellsOf, fitted } from "./layout";
import { decodeSixel, measureSixel } from "./sixel";

/** Bytes of images that a terminal keeps, in MB. */
const MOST_KEPT_MB = (4 * MOST_DRAWN) / 1_000_000;

/** What we need of the addon, which it does not publish. */
interface Inside {
  _opts: { sixelScrolling: boolean };
  _renderer: { cellSize: Extent };
  _storage: { addImage(image: HTMLCanvasElement): void };
}

/** What we need of the terminal, which it does not publish. */
interface Core {
  _core: { buffer: { x: number }; _inputHandler: { lineFeed(): void } };
}

/** What the addon takes while nothing is shown. */
const HIDDEN_CELL: Extent = { width: 7, height: 14 };

/**
 * Draws images into a terminal. The addon keeps them and paints them where their cells are; its own decoders are
 * WebAssembly, which the pages' content security policy forbids, so images are decoded here.
 *
 * An image that cannot be drawn, or is not wanted, takes its cells all the same: the server counts on it.
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

  /** @param wanted whether it is to be seen */
  async sixel(data: string, opaque: boolean, wanted: boolean): Promise<void> {
    const size = measureSixel(data, MOST_PIXELS);
    await this.show(size, wanted, () => {
      const { width, height, pixels } = decodeSixel(data, size, opaque ? rgba(this.terminal.options.theme?.background) : 0);
      const image = canvasOf(size);
      image.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
      this.draw(image, size, false);
    });
  }

  /** @param wanted whether it is to be seen */
  async inline(data: string, wanted: boolean): Promise<void> {
    const read = readInline(data);
    if (read === undefined) {
      return;
    }
    const size = drawnSize(read, { columns: this.terminal.cols, rows: this.terminal.rows });
    await this.show(size, wanted, async () => {
      const image = await createImageBitmap(read.file);
      try {
        this.draw(image, size, !read.keepsRatio);
      } finally {
        image.close();
      }
    });
  }

  /** Leaves out what is not wanted, has no cells, or cannot be drawn. */
  private async show(size: Extent, wanted: boolean, draw: () => Promise<void> | void): Promise<void> {
    if (!wanted || cellsOf(size).columns === 0) {
      this.leaveOut(size);
      return;
    }
    try {
      await draw();
    } catch (error) {
      this.leaveOut(size);
      throw error;
    }
  }

  private draw(image: CanvasImageSource, size: Extent, stretched: boolean): void {
    const inside = this.addon as unknown as Inside;
    const { canvas, drawn } = fitted(size, this.cell(inside), stretched);
    const whole = canvasOf(canvas);
    const context = whole.getContext("2d");
    if (context !== null) {
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, drawn.width, drawn.height);
    }
    inside._opts.sixelScrolling = true; // The other mode (DECSDM) is known to neither the server nor iTerm's images.
    inside._storage.addImage(whole);
  }

  /** Moves the cursor as the image would have done. */
  private leaveOut(size: Extent): void {
    const { buffer, _inputHandler } = (this.terminal as unknown as Core)._core;
    const { x } = buffer;
    for (let row = 1; row < cellsOf(size).rows; row++) {
      _inputHandler.lineFeed();
      buffer.x = x;
    }
  }

  private cell({ _renderer }: Inside): Extent {
    const { width, height } = _renderer.cellSize;
    return width > 0 && height > 0 ? { width, height } : HIDDEN_CELL;
  }
}

function canvasOf({ width, height }: Extent): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** `#rrggbb` as a pixel. */
function rgba(colour = "#000000"): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  return (0xff << 24) | (blue << 16) | (green << 8) | red;
}
