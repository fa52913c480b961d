//! P6 · Modules: the interface by a module that uses all of it, and every module of the build switched under two servers.

mod hooks;
mod switching;
