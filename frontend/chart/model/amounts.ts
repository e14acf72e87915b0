/** Amounts as the product writes them: a number, a space, a unit. */

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;
const STEP = 1024;

/** How CPU is told: of all the container may use, or of one core. */
export type CpuUnit = "limit" | "core";

/** Cores as per cent of the container's share, or of one core. */
export function cpuPercent(cores: number | null, unit: CpuUnit, cpus: number): number | null {
  return cores === null ? null : (cores * 100) / (unit === "limit" ? cpus : 1);
}

/** `72 %`; below ten one decimal, as `0.3 %`, because there it matters. */
export function percent(value: number): string {
  const digits = value > 0 && value < 9.95 ? 1 : 0;
  return `${number(value, digits)} %`;
}

/** `412 MiB`, `1.87 GiB`: binary units, three digits. */
export function bytes(count: number): string {
  const exponent = exponentOf(count);
  const value = count / STEP ** exponent;
  const digits = exponent === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${number(value, exponent === 2 ? Math.min(digits, 1) : digits)} ${UNITS[exponent]}`;
}

/** Shorter, for rows of a table: `48 MiB`, `3.2 GiB`. */
export function bytesShort(count: number): string {
  const exponent = exponentOf(count);
  const value = count / STEP ** exponent;
  return `${number(value, exponent >= 3 && value < 99.95 ? 1 : 0)} ${UNITS[exponent]}`;
}

export function count(value: number): string {
  return number(value, 0);
}

function exponentOf(count: number): number {
  let exponent = 0;
  while (count >= STEP ** (exponent + 1) * 0.9995 && exponent < UNITS.length - 1) {
    exponent += 1;
  }
  return exponent;
}

function number(value: number, digits: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The y axis never has more marks than this. */
export const MOST_TICKS = 5;

const NICE = [1, 2, 2.5, 5, 10];

/**
 * Where the y axis from 0 has its marks; the last one is at or above the greatest value.
 *
 * @param unit what one is: 1 for counts and per cent
 * @param whole whether only whole units make sense
 */
export function ticks(greatest: number, unit = 1, whole = false): number[] {
  if (!(greatest > 0)) {
    return [0, unit];
  }
  const reach = Math.max(greatest / unit, whole ? 1 : 0);
  const rough = reach / (MOST_TICKS - 1);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = NICE.map((nice) => nice * magnitude).find((nice) => nice >= rough * 0.9999 && (!whole || Number.isInteger(nice)));
  const stride = step ?? Math.max(1, 10 * magnitude);
  const steps = Math.ceil((reach / stride) * 0.9999);
  return Array.from({ length: steps + 1 }, (_, index) => index * stride * unit);
}

/** Marks of a memory axis, in whole parts of the unit the greatest value is told in. */
export function byteTicks(greatest: number): number[] {
  return ticks(greatest, STEP ** exponentOf(greatest));
}

/** A mark's text: `0`, `0.5 GiB`, all of one axis with the same unit and decimals. */
export function byteMarks(marks: readonly number[]): string[] {
  const exponent = exponentOf(marks.at(-1) ?? 0);
  const values = marks.map((mark) => mark / STEP ** exponent);
  const digits = Math.max(...values.map((value) => decimals(value)));
  return values.map((value) => (value === 0 ? "0" : `${number(value, digits)} ${UNITS[exponent]}`));
}

function decimals(value: number): number {
  return [0, 1, 2].find((digits) => Math.abs(value - Number(value.toFixed(digits))) < 1e-6) ?? 3;
}
