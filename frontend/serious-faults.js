// What axe-core finds on a page that is serious or critical. Read as text by the browser tests of both projects.
//
// Leaves out one fault alone: faint words of what cannot be used yet, which WCAG 1.4.3 allows and axe-core does not see
// where the words stand inside a component. What is found is looked at again a moment later: colours that change do so in
// less time than that.
async () => {
  const MOMENT_MS = 500;
  const look = async () => {
    // preload would ask for the style sheets again, for rules about them that are off
    const found = await axe.run(document, { resultTypes: ["violations"], elementRef: true, preload: false });
    const above = (one) => one.assignedSlot ?? one.parentElement ?? one.getRootNode().host;
    const isOff = (one) => {
      for (let at = one; at; at = above(at)) {
        if (at.getAttribute("aria-disabled") === "true") return true;
      }
      return false;
    };
    return found.violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => [one, one.nodes.filter((node) => one.id !== "color-contrast" || !isOff(node.element))])
      .filter(([, nodes]) => nodes.length > 0)
      .map(([one, nodes]) => {
        const places = nodes
          .slice(0, 5)
          .map((node) => `${node.target.join(" ")} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`);
        return `${one.id}: ${one.help} [${places.join(", ")}]`;
      });
  };
  const found = await look();
  if (found.length === 0) return found;
  await new Promise((done) => setTimeout(done, MOMENT_MS));
  return look();
}
