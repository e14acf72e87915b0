package io.coredeck.whole.pictures;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.coredeck.browser.TestBrowser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// Takes a picture when nothing moves and nothing is in sight that no reader should see.
///
/// @param folder where pictures go
/// @param secrets texts that no picture may show
record Camera(Path folder, List<String> secrets) {

  /// Of a picture, in bytes; what `DocsTest` allows.
  private static final long LARGEST = 150_000;

  private static final double LOOK_MS = 100;

  /// What is in sight and should not be: places of data that has not come (but of what does not run
  /// there is none), bars of things that load, messages that go by themselves, folders of this
  /// machine, secrets.
  private static final String FAULTS =
      """
      ([secrets, mayTell]) => {
        const faults = [];
        const roots = [document];
        const inSight = one => {
          const box = one.getBoundingClientRect();
          return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth
            && one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        };
        const wrong = /^\\s*connecting|no data|connection lost|not known yet|(^|[\\s"'=:])\\/(tmp|work|root|home)\\//i;
        for (const root of roots) {
          for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) { roots.push(one.shadowRoot); }
            const own = [...one.childNodes].filter(it => it.nodeType === 3).map(it => it.data).join('')
              + (one.localName === 'input' && one.type !== 'password' ? one.value : '');
            const hasNone = root.host?.localName === 'coredeck-spark' && root.host.container === '';
            const isWrong = !hasNone && wrong.test(own) || secrets.some(it => own.includes(it));
            if (isWrong && inSight(one)) { faults.push(own.trim()); }
            if (one.matches('.v-loading-indicator.first, .v-loading-indicator.second, '
                + '.v-loading-indicator.third, [aria-busy=true]') && inSight(one)) {
              faults.push('loads: ' + one.localName + '.' + one.className);
            }
            if (!mayTell && one.matches('.toast') && inSight(one)) { faults.push('tells something'); }
          }
        }
        return faults;
      }
      """;

  /// Keeps what is in sight as `NAME.png`. Waits, bounded, until it may be shown.
  void take(Page page, String name) throws IOException {
    take(page, name, false);
  }

  /// The same, also while a message stands in a corner of the page.
  void takeWithMessage(Page page, String name) throws IOException {
    take(page, name, true);
  }

  private void take(Page page, String name, boolean mayTell) throws IOException {
    TestBrowser.awaitRest(page);
    TestBrowser.awaitWhole(page);
    awaitNoFault(page, name, mayTell);
    TestBrowser.awaitStill(page);
    var shot = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    var file = folder.resolve(name + ".png");
    ImageIO.write(FewColours.of(shot), "png", file.toFile());
    if (Files.size(file) >= LARGEST) {
      throw new AssertionError(
          "%s has %d bytes; it must be less than %d".formatted(file, Files.size(file), LARGEST));
    }
  }

  private void awaitNoFault(Page page, String name, boolean mayTell) {
    var words = List.of(secrets, mayTell);
    try {
      page.waitForFunction(
          "words => (%s)(words).length === 0".formatted(FAULTS.strip()),
          words,
          new Page.WaitForFunctionOptions().setPollingInterval(LOOK_MS));
    } catch (TimeoutError e) {
      throw new AssertionError(name + " shows: " + page.evaluate(FAULTS.strip(), words), e);
    }
  }
}
