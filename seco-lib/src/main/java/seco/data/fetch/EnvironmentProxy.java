package seco.data.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}),
 * else the one of Java's own settings. This machine itself is never asked through a proxy.
 */
final class EnvironmentProxy extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI place) {
    String host = String.valueOf(place.getHost()).toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return List.of(Proxy.NO_PROXY);
    }
    InetSocketAddress named = named(String.valueOf(place.getScheme()));
    if (named == null) {
      ProxySelector system = ProxySelector.getDefault();
      return system == null ? List.of(Proxy.NO_PROXY) : system.select(place);
    }
    return List.of(isExempt(host) ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, named));
  }

  private @Nullable InetSocketAddress named(String scheme) {
    String text = variable(scheme.toLowerCase(Locale.ROOT) + "_proxy");
    if (text.isEmpty()) {
      return null;
    }
    URI proxy = URI.create(text.contains("://") ? text : "http://" + text);
    if (proxy.getHost() == null) {
      return null;
    }
    return new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
  }

  private boolean isExempt(String host) {
    for (String part : variable("no_proxy").split(",")) {
      String end = part.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      if (end.equals("*") || !end.isEmpty() && (host.equals(end) || host.endsWith("." + end))) {
        return true;
      }
    }
    return false;
  }

  private String variable(String name) {
    String small = environment.get(name);
    String text = small != null ? small : environment.get(name.toUpperCase(Locale.ROOT));
    return text == null ? "" : text.strip();
  }

  @Override
  public void connectFailed(URI place, SocketAddress address, IOException failure) {
    // the request itself says so
  }
}
