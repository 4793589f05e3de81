package seco.data.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentProxyTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "HTTPS_PROXY",
          "http://proxy:3128",
          "http_proxy",
          "other:80",
          "NO_PROXY",
          "in.house, .own");

  @ParameterizedTest
  @CsvSource({
    "https://example.org/a, proxy:3128",
    "http://example.org/a, other:80",
    "http://in.house/a, ''",
    "http://www.own/a, ''",
    "http://127.0.0.1:8000/a, ''",
    "http://localhost/a, ''",
  })
  void proxy_isTheOneTheEnvironmentNames(URI place, String expected) {
    List<Proxy> chosen = new EnvironmentProxy(VARIABLES).select(place);
    assertEquals(1, chosen.size());
    String found =
        chosen.get(0).address() instanceof InetSocketAddress address
            ? address.getHostString() + ":" + address.getPort()
            : "";
    assertEquals(expected, found);
  }
}
