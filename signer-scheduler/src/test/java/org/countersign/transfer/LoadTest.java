package org.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.countersign.dns.Name;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** Fifty transfers at once and thousands of questions a second, while a release is made. */
final class LoadTest {
  private static final int TRANSFERS = 50;
  private static final int QUESTIONS_A_SECOND = 5000;
  private static final TSIG KEY = TestPrimary.key("peer");

  @TempDir Path directory;

  @Test
  @Tag("slow")
  void nothingIsLostInSeconds() throws Exception {
    nothingIsLost(Duration.ofSeconds(5), 1000);
  }

  @Test
  @Tag("long")
  void nothingIsLostInAMinute() throws Exception {
    nothingIsLost(Duration.ofSeconds(60), QUESTIONS_A_SECOND);
  }

  private void nothingIsLost(Duration time, int questionsASecond) throws Exception {
    TestReleases releases = new TestReleases(directory.resolve("data"), Name.parse("example."));
    ChangingZone zone = new ChangingZone(6, 20_000, 1);
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean over = new AtomicBoolean();
    Duration patience = Duration.ofSeconds(60);
    try (TestPrimary primary =
        new TestPrimary(releases)
            .with("peer")
            // one that has ended may still count when the next one comes
            .limits(4 * TRANSFERS, 4 * TRANSFERS, patience, patience)
            .start()) {
      List<Integer> sizes = new ArrayList<>();
      sizes.add(ZoneCopy.ofText(zone.text()).size());
      primary.primary.publish(releases.release(zone.serial(), zone.text()));
      List<Future<Integer>> taken = new ArrayList<>();
      for (int i = 0; i < TRANSFERS; i++) {
        taken.add(threads.submit(() -> transfers(primary.port(), sizes, over)));
      }
      Future<Long> asked = threads.submit(() -> ask(primary.port(), time, questionsASecond));
      for (int i = 0; i < 3; i++) {
        Thread.sleep(time.toMillis() / 4);
        String text = zone.next(50);
        synchronized (sizes) {
          sizes.add(ZoneCopy.ofText(text).size());
        }
        primary.primary.publish(releases.release(zone.serial(), text));
      }
      long lost = asked.get();
      over.set(true);
      int all = 0;
      for (Future<Integer> one : taken) {
        try {
          all += one.get();
        } catch (ExecutionException e) {
          throw new AssertionError("lost: " + primary.primary.counts(), e);
        }
      }
      assertThat(lost).as("questions without an answer").isZero();
      assertThat(primary.primary.counts().get("axfr")).isEqualTo(all);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  /** Takes the zone again and again; each time it has the records of one of the releases. */
  private static int transfers(int port, List<Integer> sizes, AtomicBoolean over) throws Exception {
    int taken = 0;
    do {
      try (Ask ask = new Ask(port)) {
        ask.socket.setSoTimeout(60_000);
        int records = ask.send(Ask.question(Type.AXFR, KEY)).countTransfer() - 1;
        synchronized (sizes) {
          assertThat(sizes).contains(records);
        }
        taken++;
      }
      Thread.sleep(500); // clients and server share this machine's processors
    } while (!over.get());
    return taken;
  }

  /**
   * Asks for the SOA at a steady rate; says how many answers never came, though asked for again
   * three times, as whoever asks over UDP does.
   */
  private static long ask(int port, Duration time, int aSecond) throws Exception {
    long questions = time.toSeconds() * aSecond;
    Map<Integer, byte[]> missing = new ConcurrentHashMap<>();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setReceiveBufferSize(8 << 20);
      socket.connect(InetAddress.getByName("127.0.0.1"), port);
      Thread reader = new Thread(() -> read(socket, missing));
      reader.start();
      long lost = 0;
      long began = System.nanoTime();
      for (long i = 0; i < questions; i++) {
        long due = began + i * 1_000_000_000L / aSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        byte[] question = Ask.question(Type.SOA, KEY);
        lost += missing.put(id(question), question) == null ? 0 : 1; // 65,536 questions ago
        socket.send(new DatagramPacket(question, question.length));
        if (i % aSecond == aSecond - 1) {
          again(socket, missing);
        }
      }
      for (int i = 0; i < 3 && !missing.isEmpty(); i++) {
        Thread.sleep(1000);
        again(socket, missing);
      }
      await().atMost(Duration.ofSeconds(5)).until(missing::isEmpty);
      return lost + missing.size();
    }
  }

  private static void again(DatagramSocket socket, Map<Integer, byte[]> missing)
      throws IOException {
    for (byte[] question : missing.values()) {
      socket.send(new DatagramPacket(question, question.length));
    }
  }

  private static int id(byte[] message) {
    return (message[0] & 0xff) << 8 | message[1] & 0xff;
  }

  /** Until the socket is closed. */
  private static void read(DatagramSocket socket, Map<Integer, byte[]> missing) {
    byte[] room = new byte[1024];
    DatagramPacket answer = new DatagramPacket(room, room.length);
    try {
      while (true) {
        socket.receive(answer);
        if ((room[3] & 0xf) == 0 && room[7] == 1) {
          missing.remove(id(room));
        }
      }
    } catch (IOException e) {
      return; // closed
    }
  }
}
