/** Style sheets are packed as text. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** Markup of the shapes of icons in a box of 24 by 24, by name; see build.mjs. */
declare module "lucide:icons" {
  const shapes: Readonly<Record<string, string>>;
  export default shapes;
}
