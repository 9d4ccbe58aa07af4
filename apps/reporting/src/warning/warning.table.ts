import { scopePolicy } from '@huiyin/service';

/** The last step that each clock reached against each of its dates; kept also before its clock or its matter is told. The service's own. */
export const warningTable = [
  `create table reporting.warning_line (
    matter_id uuid not null, clock_id uuid not null, measure text not null, due_on date not null, kind text not null, rule text not null,
    at timestamptz not null, unit_id int not null, officer_id uuid not null, primary key (matter_id, clock_id, measure, due_on))`,
  ...scopePolicy('reporting.warning_line', {}),
];
