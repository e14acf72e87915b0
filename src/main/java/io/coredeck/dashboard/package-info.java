/// The dashboard: what a person sees of the grid, in a browser.
///
/// Start reading at {@link DashboardMain}, then {@link DashboardServer}; each page has a package.
@NullMarked
package io.coredeck.dashboard;

import org.jspecify.annotations.NullMarked;
