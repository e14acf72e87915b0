/// The HTTP clients of the SDK, as all of them are made.
@NullMarked
package io.coredeck.sdk.http;

import org.jspecify.annotations.NullMarked;
