//! Sign-up (P1): the form, the steps, the way in; the public site; the first steps (P17).

mod first_steps;
mod form;
mod making;
mod public;
