package org.countersign.keys.rollover;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.countersign.keys.observe.DsNames;

/** A random life of a model zone, and a quiet end in which everything has to settle. */
final class ModelLife {
  private static final int EVENTS = 260;
  private static final int QUIET_ROUNDS = 120;

  private final ModelWorld world;
  private final Random random;

  private ModelLife(ModelWorld world, long seed) {
    this.world = world;
    this.random = new Random(~seed);
  }

  /**
   * Lives it.
   *
   * @return how many moves there were
   * @throws ModelWorld.BrokenChain if a cache cannot resolve the zone at some instant
   */
  static int live(long seed, RolloverMachine machine, DsNames names, boolean settles) {
    try {
      return live(new ModelWorld(seed, machine, names, false), seed, settles);
    } catch (ModelWorld.BrokenChain e) {
      return live(new ModelWorld(seed, machine, names, true), seed, settles); // tells the story
    }
  }

  /** The same with the gate's rule asked before each release. */
  static int liveBesideTheGate(long seed, RolloverMachine machine) {
    try {
      return live(beside(seed, machine, false), seed, false);
    } catch (ModelWorld.BrokenChain e) {
      return live(beside(seed, machine, true), seed, false); // tells the story
    }
  }

  private static ModelWorld beside(long seed, RolloverMachine machine, boolean telling) {
    return new ModelWorld(
        seed, machine, ModelWorld.byDigest(), telling, Optional.of(new GateBeside()));
  }

  private static int live(ModelWorld world, long seed, boolean settles) {
    ModelLife life = new ModelLife(world, seed);
    for (int i = 0; i < EVENTS; i++) {
      life.event();
    }
    if (settles) {
      life.quiet();
    }
    return world.moves;
  }

  private void event() {
    world.pass(gap());
    int kind = random.nextInt(100);
    int server = random.nextInt(4);
    boolean zoneServer = server < world.zone().servers();
    boolean parentServer = server < world.parent().servers();
    if (kind < 28) {
      world.run(random.nextDouble() < world.weather.releaseFails);
    } else if (kind < 48 && zoneServer) {
      world.zone().catchUp(server);
    } else if (kind < 66 && zoneServer) {
      world.observeZone(server);
    } else if (kind < 72) {
      world.parentActs();
    } else if (kind < 80 && parentServer) {
      world.parent().catchUp(server);
    } else if (kind < 90 && parentServer) {
      world.observeParent(server);
    } else if (kind >= 90) {
      rare(kind - 90, server, zoneServer);
    }
  }

  private void rare(int kind, int server, boolean zoneServer) {
    switch (kind) {
      case 0, 1, 2 -> world.roll();
      case 3 -> world.earlyDs();
      case 4 -> world.weather.policyChanges();
      case 5 -> {
        if (zoneServer) {
          world.zone().stuck[server] = random.nextInt(3) == 0;
        }
      }
      case 6 -> world.hold(random.nextInt(4) == 0);
      case 7 -> world.approve(random.nextBoolean());
      case 8 -> {
        if (zoneServer && random.nextInt(3) == 0) {
          world.waive(server);
        }
      }
      default -> seldom();
    }
  }

  private void seldom() {
    int kind = random.nextInt(8);
    if (kind < 3) {
      world.weather.algorithmChanges();
    } else if (kind == 3) {
      world.goInsecure(!world.weather.terms.keys().insecure());
    }
  }

  /** Mostly short against the TTLs, sometimes long. */
  private Duration gap() {
    long scale =
        world.weather.terms.maxTtl().plus(world.weather.terms.dnskeyTtl()).plusHours(2).toSeconds();
    return random.nextInt(10) == 0
        ? Duration.ofSeconds((long) (random.nextDouble() * scale))
        : Duration.ofSeconds((long) (random.nextDouble() * scale / 15));
  }

  /** Every server and person does its part; the rules alone must not keep a record for ever. */
  private void quiet() {
    world.weather.quiet();
    world.hold(false);
    for (int round = 0; round < QUIET_ROUNDS; round++) {
      world.pass(Duration.ofDays(1));
      world.run(false);
      for (int i = 0; i < world.zone().servers(); i++) {
        world.zone().stuck[i] = false;
        world.zone().catchUp(i);
        world.observeZone(i);
      }
      world.parentActs();
      world.parentActs();
      for (int i = 0; i < world.parent().servers(); i++) {
        world.parent().catchUp(i);
      }
      for (int i = 0; i < world.parent().servers(); i++) {
        world.observeParent(i);
      }
      world.operatorLooks();
      if (round > 1 && world.settled()) {
        return;
      }
    }
    throw world.broken("it never settles:" + world.stuck());
  }
}
