//! What a writer types, and the tree and problems that come of it: one test for each convention and each trap.

mod conventions;
mod hostile;
mod languages;
mod sketch;
mod steps;
mod text;
