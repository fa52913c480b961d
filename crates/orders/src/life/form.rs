//! Quantities of an act as a form sends them: one field for each line, in base units.

use kit::text::Text;
use kit::values::parse_decimal;
use kit::web::Form;
use rust_decimal::Decimal;

use super::order::Line;
use super::quantities::NotPossible;

/// The revision of the order that the form was drawn from. A form without one is taken as it is; one that is no number
/// fits no order.
pub fn revision(form: &Form) -> Option<i32> {
    let typed = form.get("revision");
    (!typed.is_empty()).then(|| typed.parse().unwrap_or(-1))
}

/// The quantity of a line in the field `<name>-<position>`; `otherwise` when the field was not sent. Empty is nothing.
pub fn quantity(form: &mut Form, name: &str, line: &Line, otherwise: Decimal) -> Option<Decimal> {
    let field = format!("{name}-{}", line.position);
    if !form.pairs().iter().any(|(key, _)| *key == field) {
        return Some(otherwise);
    }
    let typed = form.get(&field).to_owned();
    if typed.is_empty() {
        return Some(Decimal::ZERO);
    }
    match parse_decimal(&typed) {
        Ok(quantity) if quantity >= Decimal::ZERO && quantity.scale() <= 6 => Some(quantity),
        _ => {
            let text = Text::key("orders-line-not-a-number-zero").with("value", typed);
            form.wrong(&field, text.with("article", line.article.as_str()));
            None
        }
    }
}

/// Says at the line's field which quantities are possible.
pub fn not_possible(form: &mut Form, name: &str, line: &Line, bounds: NotPossible) {
    let text = Text::key("orders-line-not-possible")
        .with("article", line.article.as_str())
        .with("least", bounds.least.normalize())
        .with("most", bounds.most.normalize());
    form.wrong(&format!("{name}-{}", line.position), text);
}
