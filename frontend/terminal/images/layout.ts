/** Pixels from left to right and from top to bottom. */
export interface Extent {
  width: number;
  height: number;
}

/** Cells of the terminal. */
export interface Cells {
  columns: number;
  rows: number;
}

/**
 * The pixels of a cell as programs and pictures have it, whatever the size of the letters: that of letters of the usual
 * size. So a picture takes the same cells in every browser and on the server (`Cells.java`), which draws it again there.
 */
export const CELL: Extent = { width: 7, height: 18 };

/** Pixels of one picture, 16 MiB as they are kept. */
export const MOST_PIXELS = 4 << 20;

/** Pixels of one side, as browsers draw. */
export const LONGEST = 8192;

/** Pixels of all pictures of a terminal as they are drawn; the oldest go first. */
export const MOST_DRAWN = 8_000_000;

/** Pixels of one side of what is drawn: letters may be larger than our cells. */
const LONGEST_DRAWN = 2 * LONGEST;

/** @param picture 0 in width or height for one that is not drawn */
export const cellsOf = ({ width, height }: Extent): Cells =>
  width < 1 || height < 1
    ? { columns: 0, rows: 0 }
    : { columns: Math.ceil(width / CELL.width), rows: Math.ceil(height / CELL.height) };

/**
 * How a picture is drawn where letters have another size: as large as its cells allow, in their upper left corner.
 *
 * @param cell pixels of a cell here
 * @param stretched fills its cells, whatever becomes of its proportions
 * @returns the canvas, which takes exactly the picture's cells, and how much of it the picture takes
 * @throws RangeError if letters are so large that it would have too many pixels
 */
export function fitted(picture: Extent, cell: Extent, stretched: boolean): { canvas: Extent; drawn: Extent } {
  const { columns, rows } = cellsOf(picture);
  const across = cell.width / CELL.width;
  const down = cell.height / CELL.height;
  const both = Math.min(across, down);
  const drawn = {
    width: Math.max(1, Math.round(picture.width * (stretched ? across : both))),
    height: Math.max(1, Math.round(picture.height * (stretched ? down : both))),
  };
  const canvas = { width: within(drawn.width, columns, cell.width), height: within(drawn.height, rows, cell.height) };
  if (canvas.width * canvas.height > MOST_DRAWN || Math.max(canvas.width, canvas.height) > LONGEST_DRAWN) {
    throw new RangeError(
      `it has ${canvas.width} x ${canvas.height} pixels with letters of this size; at most ${MOST_DRAWN} are drawn, ${LONGEST_DRAWN} of a side`,
    );
  }
  return { canvas, drawn };
}

/** The length next to the wanted one that takes so many cells. */
const within = (wanted: number, cells: number, cell: number): number =>
  Math.min(Math.max(wanted, Math.floor((cells - 1) * cell) + 1), Math.floor(cells * cell));
