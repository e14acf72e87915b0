/// Pages: images of the hub, what is in them, uploading.
@NullMarked
package io.coredeck.dashboard.images;

import org.jspecify.annotations.NullMarked;
