package org.countersign.store;

import org.countersign.keys.Secret;

/**
 * How a database is reached.
 *
 * @param url JDBC form, {@code jdbc:postgresql://host:port/database}
 * @param password empty where the server asks for none
 */
public record DatabaseConfig(String url, String user, Secret password) {
  public DatabaseConfig {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "\"" + url + "\" is not a PostgreSQL address: jdbc:postgresql://HOST:PORT/DATABASE is");
    }
  }
}
