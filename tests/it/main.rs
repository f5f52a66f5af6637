//! The one test binary beside the unit tests: whole behaviours, seen from outside. One file per
//! behaviour; each is declared here.

mod answered_late;
mod app;
mod architecture;
mod at_rest;
mod count;
mod databases;
mod disturbed;
mod statements;
