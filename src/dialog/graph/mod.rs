//! A dialog as a drawing that anybody can read: what is said, what can be answered, what follows,
//! and what happens when nobody answers. Pure.
//!
//! `model` reads a dialog into boxes and arrows in words; `layout` gives every box its place;
//! `svg` and `mermaid` write it down. Promises: every step is one box, every way out of a step one
//! arrow, no two boxes overlap, hostile words stay words, and a file of any size is drawn within
//! bounds. Knows no database: what is counted on the arrows is put in by whoever counts.

pub mod layout;
mod lines;
pub mod mermaid;
pub mod model;
pub mod svg;
#[cfg(test)]
mod tests;
pub mod words;

pub use model::{Cell, Edge, Exit, Graph, Node, Traffic};
