//! The one test binary beside the unit tests: whole behaviours, seen from outside. One file per
//! behaviour; each is declared here.

#![cfg(test)]

mod answered_late;
mod app;
mod architecture;
mod at_rest;
mod backup;
mod bad_input;
mod bad_start;
mod bench_command;
mod chaos;
mod check_command;
mod clock_switches;
mod contact_budget;
mod count;
mod courses;
mod covered;
mod crash;
mod databases;
mod dialog_commands;
mod disk_full;
mod disturbed;
mod doctor;
mod fuzz;
mod graph_command;
mod guide;
mod import_command;
mod import_pieces;
mod inbox_command;
mod invitations;
mod killed;
mod killed_while_sending;
mod letters;
mod media;
mod packages;
mod planning_rules;
mod plans;
mod polling;
mod publishing;
mod references;
mod roles;
mod schedules;
mod second_wording;
mod shared_phone;
mod statements;
mod stop;
mod support;
mod templates;
mod term_alarms;
mod texts_command;
mod trail_command;
mod understood;
mod unmoved;
mod year;
