package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/// How wide a page is.
///
/// @param window of the window, px; not positive if it is not known
public record PageWidth(int window) {

  private static final int WIDEST_PHONE_PX = 640;

  /// From the next pixel on the navigation stands beside what the page shows.
  private static final int WIDEST_WITHOUT_NAVIGATION_PX = 1024;

  private static final int NAVIGATION_PX = 216;

  /// @param told when the component is attached, and when the window's width changes as long as it
  ///   is
  public static void follow(Component component, Consumer<PageWidth> told) {
    component.addAttachListener(event -> {
      var page = event.getUI().getPage();
      var details = page.getExtendedClientDetails();
      told.accept(new PageWidth(details.getWindowInnerWidth()));
      // The window may have another width by now than when it was opened.
      details.refresh(now -> told.accept(new PageWidth(now.getWindowInnerWidth())));
      var following =
          page.addBrowserWindowResizeListener(now -> told.accept(new PageWidth(now.getWidth())));
      component.addDetachListener(detached -> {
        following.remove();
        detached.unregisterListener();
      });
    });
  }

  /// @return whether it is that of a phone
  public boolean isPhone() {
    return window > 0 && window <= WIDEST_PHONE_PX;
  }

  /// @return what is beside the navigation, px; as much as there can be if it is not known
  public int content() {
    if (window <= 0) {
      return Integer.MAX_VALUE;
    }
    return window > WIDEST_WITHOUT_NAVIGATION_PX ? window - NAVIGATION_PX : window;
  }
}
