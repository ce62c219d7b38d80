package org.countersign.schedule;

import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.policy.SchedulePolicy;
import org.countersign.store.DueWork;

/** The work of a service on its zones, which the schedule wakes and never looks into. */
public interface ZoneWork {
  /** Every zone under management, and when it is worked on. */
  Map<Name, SchedulePolicy> schedules();

  /**
   * Does one piece of work to its end. A zone that is refused is work done.
   *
   * @throws org.countersign.store.LeaseTakenException if another process has the zone: try later
   * @throws UnfitNodeException if this node cannot work on the zone and another perhaps can
   * @throws InterruptedException if the service stops
   * @throws Exception if the world is broken: tried again, less and less often
   */
  void perform(DueWork work) throws Exception;
}
