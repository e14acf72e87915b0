const PHONE_PX = 740;
const NARROW_PX = 960;
const MEDIUM_PX = 1210;

export type Breadth = "phone" | "narrow" | "medium" | "wide";

/** How much room for columns there is in a list of `width` pixels. */
export const breadthOf = (width: number): Breadth =>
  width <= PHONE_PX ? "phone" : width <= NARROW_PX ? "narrow" : width <= MEDIUM_PX ? "medium" : "wide";
