/// Who uses the pages.
@NullMarked
package io.coredeck.dashboard.signin;

import org.jspecify.annotations.NullMarked;
