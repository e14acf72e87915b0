/// What several pages are put together from: amounts in words, bars, dialogs that ask, work that
/// takes a while. The list all list pages are is in {@link io.coredeck.dashboard.widget.list}.
@NullMarked
package io.coredeck.dashboard.widget;

import org.jspecify.annotations.NullMarked;
