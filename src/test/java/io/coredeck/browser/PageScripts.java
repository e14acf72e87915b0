package io.coredeck.browser;

/// What tests run in pages.
final class PageScripts {

  /// Says in the console what the content security policy refused.
  static final String TELL_REFUSED =
      """
      addEventListener('securitypolicyviolation', event => console.error('policy refused '
        + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));
      """;

  /// What a click on a link of a page does.
  static final String FOLLOW =
      """
      path => {
        window.followed = false;
        addEventListener('vaadin-navigated', () => window.followed = true, {once: true});
        const link = document.createElement('a');
        link.href = path;
        document.body.append(link);
        link.click();
        link.remove();
      }
      """;

  /// Vaadin says that it is there.
  static final String FOLLOWED =
      "path => window.followed || location.href === new URL(path, document.baseURI).href";

  /// The server has answered everything.
  static final String AT_REST =
      "() => Object.values(window.Vaadin.Flow.clients).every(one => !one.isActive?.())";

  /// What comes after the rows of a list has come.
  static final String WHOLE = "() => document.querySelector('.filters .place') === null";

  /// Two pictures later, and after every movement that ends.
  static final String STAND_STILL =
      """
      async () => {
        const picture = () => new Promise(requestAnimationFrame);
        await picture();
        await picture();
        const roots = [document]; // each tells of what is in it, not of what is in elements' own trees
        for (const root of roots) {
          root.querySelectorAll('*').forEach(one => one.shadowRoot && roots.push(one.shadowRoot));
        }
        await Promise.allSettled(roots.flatMap(root => root.getAnimations())
          .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
          .map(one => one.finished));
      }
      """;

  private PageScripts() {}
}
