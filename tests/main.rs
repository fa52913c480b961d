//! The story of every feature, told over HTTP.
