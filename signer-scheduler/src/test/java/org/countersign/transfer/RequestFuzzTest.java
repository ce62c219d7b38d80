package org.countersign.transfer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;

/** Whatever comes in, it is answered or dropped; nothing is thrown. */
final class RequestFuzzTest {
  private static final InetSocketAddress FROM =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
  private static final Peer PEER =
      new Peer(
          "peer",
          Set.of(FROM.getAddress()),
          List.of(),
          new TsigKey(Name.parse("key."), TsigAlgorithm.HMAC_SHA256, TestPrimary.secret()),
          Set.of(),
          false);
  private static final Answers ANSWERS =
      new Answers(
          new Access(List.of(PEER)),
          zone -> Optional.empty(),
          new Troubles(),
          new Tally(),
          Clock.systemUTC());

  @FuzzTest(maxDuration = "60s")
  void everyMessageIsAnsweredOrDropped(byte[] octets) {
    Answers.Answer answer = ANSWERS.answer(octets, FROM, Access.Transport.TCP);
    if (answer instanceof Answers.Single single) {
      single.message().release();
    }
  }
}
