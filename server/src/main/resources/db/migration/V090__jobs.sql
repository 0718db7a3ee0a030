-- Who does what, and when: the table of db-scheduler 16, its names and columns unchanged.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_by_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);

-- What people see of a job: whether it is paused, and how far a run has come, on whichever node.
create table job (
  id bigint generated always as identity primary key,
  name text not null unique,
  title text not null,
  paused boolean not null default false,
  node text, -- which works on it; null when none does
  started_at timestamptz,
  unit text,
  done bigint not null default 0,
  total bigint,
  ended_at timestamptz, -- of the last run
  error text -- why the last run failed, in words
);
