package org.countersign.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses as the configuration writes them: {@code 192.0.2.1@5353}, {@code 2001:db8::1}. */
final class Endpoint {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Endpoint() {}

  /**
   * @throws IllegalArgumentException if the text is no address, or no port follows its {@code @}
   */
  static InetSocketAddress parse(String text, int usualPort) {
    int mark = text.lastIndexOf('@');
    int port = usualPort;
    if (mark >= 0) {
      String digits = text.substring(mark + 1);
      if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 0xffff) {
        throw new IllegalArgumentException(
            "\"" + text + "\" has no port behind its @; 0 to 65535 is one");
      }
      port = Integer.parseInt(digits);
    }
    return new InetSocketAddress(address(mark < 0 ? text : text.substring(0, mark)), port);
  }

  /**
   * @throws IllegalArgumentException if the text is no IP address; names are not looked up
   */
  static InetAddress address(String text) {
    try {
      if (NUMERIC.matcher(text).matches()
          && (text.indexOf(':') >= 0 || text.split("\\.").length == 4)) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // told below, in our words
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no IP address; needed is one such as 192.0.2.1 or 2001:db8::1");
  }

  /** {@code 192.0.2.1@53}. */
  static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + "@" + address.getPort();
  }
}
