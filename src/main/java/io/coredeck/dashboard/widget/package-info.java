/// What several pages are put together from: amounts in words, bars, dialogs that ask. Work that
/// takes a while is in `errand`, the list all list pages are in `list`.
@NullMarked
package io.coredeck.dashboard.widget;

import org.jspecify.annotations.NullMarked;
