-- Times are milliseconds since 1970.
CREATE TABLE quartz.qrtz_triggers (
  sched_name     varchar(120) NOT NULL,
  trigger_name   varchar(200) NOT NULL,
  trigger_group  varchar(200) NOT NULL,
  job_name       varchar(200) NOT NULL,
  job_group      varchar(200) NOT NULL,
  description    varchar(250),
  next_fire_time bigint,
  prev_fire_time bigint,
  priority       integer,
  trigger_state  varchar(16) NOT NULL,
  trigger_type   varchar(8) NOT NULL,
  start_time     bigint NOT NULL,
  end_time       bigint,
  calendar_name  varchar(200),
  misfire_instr  smallint,
  job_data       bytea,
  PRIMARY KEY (sched_name, trigger_name, trigger_group),
  FOREIGN KEY (sched_name, job_name, job_group) REFERENCES quartz.qrtz_job_details
);

CREATE INDEX qrtz_triggers_job ON quartz.qrtz_triggers (sched_name, job_name, job_group);
CREATE INDEX qrtz_triggers_group ON quartz.qrtz_triggers (sched_name, trigger_group, trigger_state);
CREATE INDEX qrtz_triggers_calendar ON quartz.qrtz_triggers (sched_name, calendar_name);
CREATE INDEX qrtz_triggers_due ON quartz.qrtz_triggers (sched_name, trigger_state, next_fire_time);
CREATE INDEX qrtz_triggers_misfired ON quartz.qrtz_triggers (sched_name, misfire_instr, next_fire_time, trigger_state);
