//! The one test binary beside the unit tests: whole behaviours, seen from outside. One file per
//! behaviour; each is declared here.

#![cfg(test)]

mod architecture;
mod bad_input;
mod bad_start;
mod check_command;
mod databases;
mod import_command;
mod invitations;
mod killed;
mod killed_while_sending;
mod polling;
mod stop;
mod support;
