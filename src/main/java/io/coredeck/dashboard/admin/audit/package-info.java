/// Page: who did what, searched where it is kept, newest first and live.
///
/// Start reading at {@link io.coredeck.dashboard.admin.audit.AuditPage}.
@NullMarked
package io.coredeck.dashboard.admin.audit;

import org.jspecify.annotations.NullMarked;
