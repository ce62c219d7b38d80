-- Quartz 2.5's job store (org.quartz.impl.jdbcjobstore), tablePrefix "quartz.qrtz_".
CREATE TABLE quartz.qrtz_job_details (
  sched_name        varchar(120) NOT NULL,
  job_name          varchar(200) NOT NULL,
  job_group         varchar(200) NOT NULL,
  description       varchar(250),
  job_class_name    varchar(250) NOT NULL,
  is_durable        boolean NOT NULL,
  is_nonconcurrent  boolean NOT NULL,
  is_update_data    boolean NOT NULL,
  requests_recovery boolean NOT NULL,
  job_data          bytea,
  PRIMARY KEY (sched_name, job_name, job_group)
);

CREATE INDEX qrtz_job_details_recovery ON quartz.qrtz_job_details (sched_name, requests_recovery);
CREATE INDEX qrtz_job_details_group ON quartz.qrtz_job_details (sched_name, job_group);
