package org.countersign.operate;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.alert.Channel;
import org.countersign.alert.CommandChannel;
import org.countersign.alert.WebhookChannel;
import org.countersign.keys.Secret;
import org.countersign.keystore.Passphrases;

/** The channels of the configuration. */
final class AlertChannels {
  private AlertChannels() {}

  static List<Channel> of(AlertsConfig config) {
    List<Channel> channels = new ArrayList<>();
    for (Map.Entry<String, AlertsConfig.Channel> entry : config.channels().entrySet()) {
      channels.add(channel(entry.getKey(), entry.getValue()));
    }
    return channels;
  }

  private static Channel channel(String name, AlertsConfig.Channel c) {
    return c.command() != null
        ? new CommandChannel(name, c.command(), c.timeout(), c.escalation())
        : new WebhookChannel(
            name, URI.create(c.url()), () -> token(c), c.timeout(), c.escalation());
  }

  private static Optional<Secret> token(AlertsConfig.Channel channel) {
    return Optional.ofNullable(channel.tokenFile()).map(Passphrases::fromFile);
  }
}
