CREATE TABLE quartz.qrtz_fired_triggers (
  sched_name        varchar(120) NOT NULL,
  entry_id          varchar(95) NOT NULL,
  trigger_name      varchar(200) NOT NULL,
  trigger_group     varchar(200) NOT NULL,
  instance_name     varchar(200) NOT NULL,
  fired_time        bigint NOT NULL,
  sched_time        bigint NOT NULL,
  priority          integer NOT NULL,
  state             varchar(16) NOT NULL,
  job_name          varchar(200),
  job_group         varchar(200),
  is_nonconcurrent  boolean,
  requests_recovery boolean,
  PRIMARY KEY (sched_name, entry_id)
);

CREATE INDEX qrtz_fired_triggers_instance ON quartz.qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
CREATE INDEX qrtz_fired_triggers_job ON quartz.qrtz_fired_triggers (sched_name, job_name, job_group);
CREATE INDEX qrtz_fired_triggers_trigger ON quartz.qrtz_fired_triggers (sched_name, trigger_name, trigger_group);

CREATE TABLE quartz.qrtz_scheduler_state (
  sched_name        varchar(120) NOT NULL,
  instance_name     varchar(200) NOT NULL,
  last_checkin_time bigint NOT NULL,
  checkin_interval  bigint NOT NULL,
  PRIMARY KEY (sched_name, instance_name)
);

CREATE TABLE quartz.qrtz_locks (
  sched_name varchar(120) NOT NULL,
  lock_name  varchar(40) NOT NULL,
  PRIMARY KEY (sched_name, lock_name)
);
