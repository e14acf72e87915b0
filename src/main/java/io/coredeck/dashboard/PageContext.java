package io.coredeck.dashboard;

import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.router.InternalServerError;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.LookupServletContainerInitializer;
import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;
import io.coredeck.dashboard.compose.hub.HubImages;
import io.coredeck.dashboard.find.FindServlet;
import io.coredeck.dashboard.find.Images.Image;
import io.coredeck.dashboard.frame.AppShell;
import io.coredeck.dashboard.grid.GridWatch;
import io.coredeck.dashboard.images.Shelf;
import io.coredeck.dashboard.missing.NotFoundPage;
import io.coredeck.dashboard.signin.KeptSignIns;
import io.coredeck.dashboard.signin.OpenSessions;
import io.coredeck.dashboard.signin.ResumeFilter;
import io.coredeck.dashboard.signin.SessionLimit;
import io.coredeck.dashboard.signin.SignedInServlet;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.atmosphere.cpr.ApplicationConfig;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

/// What pages run in: their sessions, Vaadin's servlet and those beside it, and what pages find as
/// attributes.
final class PageContext {

  /// A browser without an open page is signed out after this time: open pages send a heartbeat.
  static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

  private PageContext() {}

  /// @param server whose resources it uses
  /// @return the context, not started yet
  static ServletContextHandler of(
      Server server,
      GridWatch grid,
      Shelf shelf,
      HubImages images,
      SessionLimit limit,
      KeptSignIns kept)
      throws IOException {
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.setServletHandler(new TicketGate());
    var loader = PageContext.class.getClassLoader();
    context.setClassLoader(loader);
    context.setBaseResource(webResources(server, loader));
    context.setInitParameter("productionMode", "true");
    var sessions = context.getSessionHandler();
    sessions.setMaxInactiveInterval((int) IDLE_LIMIT.toSeconds());
    sessions.setHttpOnly(true);
    sessions.setSameSite(HttpCookie.SameSite.LAX);
    context.addEventListener(new OpenSessions());
    context.addEventListener(new Ticket.Renewal());
    context.getServletContext().setAttribute(GridWatch.class.getName(), grid);
    context.getServletContext().setAttribute(Shelf.class.getName(), shelf);
    context.getServletContext().setAttribute(HubImages.class.getName(), images);
    context.getServletContext().setAttribute(SessionLimit.class.getName(), limit);
    context.getServletContext().setAttribute(KeptSignIns.class.getName(), kept);
    var resume = new FilterHolder(new ResumeFilter(grid.explorer(), kept));
    resume.setAsyncSupported(true);
    context.addFilter(resume, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder("here", new SignedInServlet()), SignedInServlet.PATH);
    var find = new FindServlet(grid, () -> found(images));
    context.addServlet(new ServletHolder("find", find), FindServlet.PATH);
    context.addServletContainerInitializer(
        new LookupServletContainerInitializer(), LookupInitializer.class);
    context.addServletContainerInitializer(new RouteRegistryInitializer(), DashboardServer.PAGES);
    context.addServletContainerInitializer(
        new ErrorNavigationTargetInitializer(), NotFoundPage.class, InternalServerError.class);
    context.addServletContainerInitializer(new VaadinAppShellInitializer(), AppShell.class);
    JakartaWebSocketServletContainerInitializer.configure(context, null); // for Vaadin's push
    var vaadin = new ServletHolder("vaadin", VaadinServlet.class);
    vaadin.setAsyncSupported(true);
    vaadin.setInitOrder(1);
    // The push line of a page whose session has ended would get another one, and its cookie would
    // take the place of the one that the sign-in page in the next tab has just been given.
    vaadin.setInitParameter(ApplicationConfig.PROPERTY_SESSION_CREATE, "false");
    context.addServlet(vaadin, "/*");
    return context;
  }

  private static List<Image> found(HubImages images) throws IOException, InterruptedException {
    return images.all().stream().map(one -> new Image(one.name(), one.url())).toList();
  }

  /// Everything that jars and folders of the class path offer to browsers.
  private static Resource webResources(Server server, ClassLoader loader) throws IOException {
    var found = new ArrayList<Resource>();
    for (URL url : Collections.list(loader.getResources("META-INF/resources/"))) {
      try {
        found.add(ResourceFactory.of(server).newResource(url.toURI()));
      } catch (URISyntaxException e) {
        throw new IOException(url + ": is not usable as an address of resources", e);
      }
    }
    return ResourceFactory.combine(found);
  }
}
