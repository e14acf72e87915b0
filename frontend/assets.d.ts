/** Style sheets are packed as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
