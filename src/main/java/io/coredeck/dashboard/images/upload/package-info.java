/// Archives on their way from a browser through the dashboard to the hub. Start reading at {@link
/// io.coredeck.dashboard.images.upload.UploadStrip}.
@NullMarked
package io.coredeck.dashboard.images.upload;

import org.jspecify.annotations.NullMarked;
