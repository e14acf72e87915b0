/// The person's webhooks on the account page: which servers are told what happens to containers.
@NullMarked
package io.coredeck.dashboard.account.webhook;

import org.jspecify.annotations.NullMarked;
