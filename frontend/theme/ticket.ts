/**
 * @param protocols of a socket to the server
 * @returns them, and the ticket by which the dashboard's server knows its own pages; pages of other servers have none
 */
export function withTicket(protocols: readonly string[]): string[] {
  const ticket = typeof document === "undefined" ? undefined : document.documentElement.dataset["ticket"];
  return ticket === undefined ? [...protocols] : [...protocols, `ticket.${ticket}`];
}
