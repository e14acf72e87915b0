package io.coredeck.corex.http;

import io.coredeck.corex.http.api.Answer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What is answered to requests that make no sense: too long, not HTTP. Nothing of them is
/// repeated.
final class ErrorPages extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status = response.getStatus();
    Answer.page(HttpStatus.isSuccess(status) ? HttpStatus.INTERNAL_SERVER_ERROR_500 : status)
        .send(response, true, callback);
    return true;
  }
}
