package io.coredeck.dashboard.widget;

import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/// Whether a page has only the width of a phone.
public final class Phone {

  private static final int WIDEST_PX = 640;

  private Phone() {}

  /// @param told when the component is attached, and when the window's width changes as long as it
  ///   is
  public static void follow(Component component, Consumer<Boolean> told) {
    component.addAttachListener(event -> {
      var page = event.getUI().getPage();
      var details = page.getExtendedClientDetails();
      told.accept(isPhone(details.getWindowInnerWidth()));
      // The window may have another width by now than when it was opened.
      details.refresh(now -> told.accept(isPhone(now.getWindowInnerWidth())));
      var following =
          page.addBrowserWindowResizeListener(now -> told.accept(isPhone(now.getWidth())));
      component.addDetachListener(detached -> {
        following.remove();
        detached.unregisterListener();
      });
    });
  }

  /// @param width not positive if it is not known
  private static boolean isPhone(int width) {
    return width > 0 && width <= WIDEST_PX;
  }
}
