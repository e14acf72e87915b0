/** The word by which the dashboard's server knows its own pages; pages of other servers have none. */
export function ticketOfPage(): string | undefined {
  return typeof document === "undefined" ? undefined : document.documentElement.dataset["ticket"];
}

/**
 * @param protocols of a socket to the server
 * @returns them, and the page's ticket if it has one
 */
export function withTicket(protocols: readonly string[]): string[] {
  const ticket = ticketOfPage();
  return ticket === undefined ? [...protocols] : [...protocols, `ticket.${ticket}`];
}
