//! Which sign stands between the cells, by the first lines.

use std::cmp::Reverse;

/// Where two fit equally, the earlier wins: a comma is more often a decimal one.
pub const CANDIDATES: [char; 4] = [';', '\t', '|', ','];
const LINES: usize = 10;

/// By the beginning of the table; a cut line at its end is harmless. `;` where there is but one column.
pub fn of(text: &str) -> char {
    let lines = counts(text);
    let score = |place: usize| {
        let mut column = lines.iter().filter_map(|line| line.get(place).copied());
        let first = column.next().unwrap_or_default();
        let same = column.filter(|count| *count == first).count();
        (first > 0).then_some((same, first))
    };
    let fits = CANDIDATES.iter().enumerate().filter_map(|(place, sign)| Some((score(place)?, place, *sign)));
    fits.max_by_key(|(score, place, _)| (*score, Reverse(*place))).map_or(';', |(_, _, sign)| sign)
}

/// How often each candidate stands outside quotes in each of the first lines that are not blank.
fn counts(text: &str) -> Vec<[usize; CANDIDATES.len()]> {
    let mut lines = Vec::new();
    let (mut line, mut quoted, mut blank) = ([0; CANDIDATES.len()], false, true);
    for letter in text.chars() {
        quoted ^= letter == '"';
        if quoted {
            blank = false;
        } else if matches!(letter, '\n' | '\r') {
            if !std::mem::replace(&mut blank, true) {
                lines.push(line);
            }
            line = [0; CANDIDATES.len()];
            if lines.len() == LINES {
                return lines;
            }
        } else {
            blank &= letter.is_whitespace();
            for (count, sign) in line.iter_mut().zip(CANDIDATES) {
                *count += usize::from(letter == sign);
            }
        }
    }
    // The last line may be cut, so it counts only where it is the only one.
    if lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Excel's own hint, a first line of `sep=;`.
pub fn hint(text: &str) -> Option<char> {
    let line = text.split(['\r', '\n']).next()?.trim_end_matches(' ');
    let mut signs = line.strip_prefix("sep=")?.chars();
    let sign = signs.next()?;
    (signs.next().is_none() && CANDIDATES.contains(&sign)).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::{hint, of};

    #[test]
    fn the_first_lines_tell() {
        for (text, sign) in [
            ("a;b;c\n1,5;2,5;3,5\n", ';'),
            ("a,b,c\n1.5,2.5,3.5\n", ','),
            ("a\tb\n1,5\t2;3\n", '\t'),
            ("a|b\n1|2\n", '|'),
            ("\n\n\"a;b;c\",d\n\"x;y\",1\n", ','),
            ("Name, full;Qty\nBolt, M6, zinc;1,5\nNut;2\n", ';'),
            ("article\nA-1\nB,2\n", ';'),
            ("a,b", ','),
            ("", ';'),
        ] {
            assert_eq!(of(text), sign, "{text:?}");
        }
    }

    #[test]
    fn the_hint_is_a_line_of_its_own() {
        assert_eq!(hint("sep=,\r\na,b"), Some(','));
        assert_eq!(hint("sep=x\na"), None);
        assert_eq!(hint("sep=;;a\n"), None);
    }
}
