//! The command line: arguments in, exit code out. The only place that prints, reads the clock and the environment.

/// Runs the command and returns the exit code.
#[must_use]
pub fn main() -> u8 {
    0
}
