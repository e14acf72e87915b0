/// The list all list pages are: columns, filters and sorting in the address, only rows in sight in
/// the browser. Start reading at {@link io.coredeck.dashboard.widget.list.ListPage}.
@NullMarked
package io.coredeck.dashboard.widget.list;

import org.jspecify.annotations.NullMarked;
