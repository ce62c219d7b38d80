package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.awaitility.Awaitility;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.observe.NameServerProcess;
import org.xbill.DNS.Message;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A real name server with the parent of {@code example.}: an unsigned root whose DS can change. */
final class ParentServer implements AutoCloseable {
  private final Path file;
  private final NameServerProcess server;
  private long serial = 1;

  ParentServer(Path directory) throws IOException {
    Files.createDirectories(directory);
    file = directory.resolve("root.zone");
    write();
    server = NameServerProcess.nsd(directory, Map.of(".", file));
  }

  String address() {
    return server.address();
  }

  /** Publishes the DS records of these keys, and no others, and waits until they are served. */
  void ds(Dnskey... keys) throws Exception {
    serial++;
    write(keys);
    server.reload();
    Awaitility.await().until(() -> served() == serial);
  }

  private void write(Dnskey... keys) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "$TTL 3600\n. IN SOA a. b. "
                + serial
                + " 60 60 600 60\n. IN NS a.\na. IN A 127.0.0.1\n"
                + "example. IN NS ns1.example.\nns1.example. IN A 192.0.2.1\n");
    for (Dnskey key : keys) {
      byte[] ds = key.ds(Name.parse("example."), 2);
      text.append("example. IN DS ")
          .append(key.tag() + " " + key.algorithm() + " 2 ")
          .append(HexFormat.of().formatHex(ds, 4, ds.length))
          .append('\n');
    }
    Files.writeString(file, text);
  }

  private long served() throws IOException {
    Message answer = server.ask(".", Type.SOA);
    return answer.getSection(Section.ANSWER).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(r -> ((SOARecord) r).getSerial())
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    server.close();
  }
}
