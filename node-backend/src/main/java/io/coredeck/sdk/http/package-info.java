/// The HTTP clients of the SDK, as all of them are made, and where a token may be sent.
@NullMarked
package io.coredeck.sdk.http;

import org.jspecify.annotations.NullMarked;
