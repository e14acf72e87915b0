// From the next pixel on the columns of the next breadth fit, with the one to select rows and a bar to scroll.
const PHONE_PX = 744;
const NARROW_PX = 1023;
const MEDIUM_PX = 1219;

export type Breadth = "phone" | "narrow" | "medium" | "wide";

/** How much room for columns there is in a list of `width` pixels. */
export const breadthOf = (width: number): Breadth =>
  width <= PHONE_PX ? "phone" : width <= NARROW_PX ? "narrow" : width <= MEDIUM_PX ? "medium" : "wide";
