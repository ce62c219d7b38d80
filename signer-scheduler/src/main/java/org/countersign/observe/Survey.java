package org.countersign.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.countersign.dns.Name;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.NoAnswer.Asked;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.keys.observe.Sweep;
import org.countersign.keys.observe.ZoneAnswer;
import org.countersign.policy.Policy;

/**
 * Asks every server of a zone and of its parent once, all at the same time: one that is dead holds
 * up no other, and the whole takes as long as the slowest.
 */
public final class Survey {
  private final Patience patience;

  public Survey(Patience patience) {
    this.patience = patience;
  }

  /**
   * Asks the servers that the policy names.
   *
   * @param now when it begins; answers are dated from here, by when they came
   * @throws CancellationException if the thread is interrupted
   */
  public Sweep ask(Name zone, Policy policy, Instant now) {
    List<String> parents =
        zone.equals(Name.ROOT) ? List.of() : policy.gate().parent().servers(); // it has no parent
    return ask(zone, policy.timing().checkServers(), parents, now);
  }

  private Sweep ask(Name zone, List<String> servers, List<String> parents, Instant now) {
    long begun = System.nanoTime();
    List<Callable<Object>> questions = new ArrayList<>();
    servers.forEach(s -> questions.add(() -> askZone(zone, s, now, begun)));
    parents.forEach(s -> questions.add(() -> askParent(zone, s, now, begun)));
    List<ZoneAnswer> ofZone = new ArrayList<>();
    List<ParentAnswer> ofParent = new ArrayList<>();
    List<NoAnswer> silent = new ArrayList<>();
    for (Object answer : together(questions)) {
      if (answer instanceof ZoneAnswer a) {
        ofZone.add(a);
      } else if (answer instanceof ParentAnswer a) {
        ofParent.add(a);
      } else {
        silent.add((NoAnswer) answer);
      }
    }
    return new Sweep(ofZone, ofParent, silent);
  }

  private Object askZone(Name zone, String server, Instant now, long begun) {
    try {
      ZoneQuestions.Served served = new ZoneQuestions(new NameServer(server, patience), zone).ask();
      return new ZoneAnswer(
          server, served.serial(), served.dnskeyTtl(), served.keys(), since(now, begun));
    } catch (UnusableAnswerException e) {
      return new NoAnswer(Asked.ZONE, server, e.getMessage(), since(now, begun));
    } catch (RuntimeException e) { // whatever a stranger sent, the other servers are heard
      return new NoAnswer(Asked.ZONE, server, "its answer makes no sense: " + e, since(now, begun));
    }
  }

  private Object askParent(Name zone, String server, Instant now, long begun) {
    try {
      ParentQuestion.Delegation found =
          new ParentQuestion(new NameServer(server, patience), zone).ask();
      return new ParentAnswer(server, found.exists(), found.ttl(), found.ds(), since(now, begun));
    } catch (UnusableAnswerException e) {
      return new NoAnswer(Asked.PARENT, server, e.getMessage(), since(now, begun));
    } catch (RuntimeException e) { // whatever a stranger sent, the other servers are heard
      return new NoAnswer(
          Asked.PARENT, server, "its answer makes no sense: " + e, since(now, begun));
    }
  }

  private static Instant since(Instant now, long begun) {
    return now.plusNanos(System.nanoTime() - begun);
  }

  private static List<Object> together(List<Callable<Object>> questions) {
    if (questions.isEmpty()) {
      return List.of();
    }
    ExecutorService threads = Executors.newFixedThreadPool(questions.size(), Survey::thread);
    try {
      List<Object> answers = new ArrayList<>();
      for (Future<Object> answer : threads.invokeAll(questions)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted: the servers were not asked to the end");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "observer");
    thread.setDaemon(true);
    return thread;
  }
}
