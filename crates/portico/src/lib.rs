//! What the binary and the tests share: wiring, configuration, demo data.
