/// How containers come up, as their nodes tell it: docs/formats/logs-and-stats.md.
@NullMarked
package io.coredeck.dashboard.live.steps;

import org.jspecify.annotations.NullMarked;
