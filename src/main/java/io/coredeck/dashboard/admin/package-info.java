/// Page: who may sign in, and what admins do about it. What people did is in {@link
/// io.coredeck.dashboard.admin.audit}.
///
/// Start reading at {@link io.coredeck.dashboard.admin.UsersPage}.
@NullMarked
package io.coredeck.dashboard.admin;

import org.jspecify.annotations.NullMarked;
