/// What the overview finds out about the whole grid: how many containers are in which state, and
/// what needs attention. Values, no components. Start reading at {@link
/// io.coredeck.dashboard.overview.findings.Concerns}.
@NullMarked
package io.coredeck.dashboard.overview.findings;

import org.jspecify.annotations.NullMarked;
