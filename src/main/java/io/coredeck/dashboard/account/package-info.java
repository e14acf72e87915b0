/// What a person says about the own account: password, tokens, how the pages look.
///
/// Start reading at {@link io.coredeck.dashboard.account.AccountPage}.
@NullMarked
package io.coredeck.dashboard.account;

import org.jspecify.annotations.NullMarked;
