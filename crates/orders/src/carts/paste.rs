//! A pasted list out of any table: articles and quantities (O1). The pad's script reads a paste in the same way.

/// The lines of a pasted table: article and quantity as they stand there; no line is dropped but blank ones.
///
/// Columns are parted by tabs, semicolons or, for a quantity at the end, by blanks. A first line without a digit is the
/// head; a column 1, 2, 3… at the left is the numbering; the quantity is the first column of numbers after the article.
pub fn parse(text: &str) -> Vec<(String, String)> {
    let mut lines: Vec<Vec<String>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(cells).collect();
    let digits = |line: &Vec<String>| line.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit()));
    if lines.len() > 1 && lines.first().is_some_and(|head| !digits(head)) {
        lines.remove(0);
    }
    let numbered = lines.len() > 2
        && lines.iter().enumerate().all(|(at, line)| {
            line.len() > 2 && line.first().is_some_and(|cell| *cell == (at + 1).to_string())
        });
    if numbered {
        for line in &mut lines {
            line.remove(0);
        }
    }
    let column = quantity_column(&lines);
    let cell = |line: &[String], at: usize| line.get(at).cloned().unwrap_or_default();
    lines.iter().map(|line| (cell(line, 0), cell(line, column))).collect()
}

fn quantity_column(lines: &[Vec<String>]) -> usize {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let numbers =
        |at: usize| lines.iter().filter(|line| line.get(at).is_some_and(|cell| is_number(cell))).count();
    (1..width).find(|at| width > 2 && numbers(*at) * 2 >= lines.len()).unwrap_or(1)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['+', '-', '\u{2212}']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ','))
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim_matches(['\r', ' ']);
    let parts: Vec<&str> = if line.contains('\t') {
        line.split('\t').collect()
    } else if line.contains(';') {
        line.split(';').collect()
    } else {
        match line.trim().rsplit_once(char::is_whitespace) {
            Some((article, quantity)) if is_number(quantity) => vec![article, quantity],
            _ => vec![line],
        }
    };
    parts.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        parse(text)
    }

    fn pair(article: &str, quantity: &str) -> (String, String) {
        (article.into(), quantity.into())
    }

    #[test]
    fn two_columns_of_a_spreadsheet_are_read() {
        let both = vec![pair("MB-1C16", "12"), pair("ВВГнг 3х2,5", "1 000,5")];
        assert_eq!(pairs("MB-1C16\t12\r\nВВГнг 3х2,5\t1 000,5\r\n"), both);
        assert_eq!(pairs("MB-1C16;12\nВВГнг 3х2,5;1 000,5"), both);
        assert_eq!(pairs("MB-1C16 12\n\nMB 2 7"), vec![pair("MB-1C16", "12"), pair("MB 2", "7")]);
    }

    #[test]
    fn heads_numbering_and_other_columns_do_not_confuse_it() {
        let text = "№\tАртикул\tНазвание\tКол-во\n1\tA-1\tАвтомат\t5\n2\tA-2\tРозетка\t7\n3\tA-3\tЩит\t9";
        assert_eq!(pairs(text), vec![pair("A-1", "5"), pair("A-2", "7"), pair("A-3", "9")]);
    }

    #[test]
    fn a_quantity_that_is_missing_stays_missing() {
        assert_eq!(pairs("A-1\t5\nA-2\t\nA-3"), vec![pair("A-1", "5"), pair("A-2", ""), pair("A-3", "")]);
    }

    proptest! {
        /// Nothing that is pasted makes it fail, and no line gets lost but the head.
        #[test]
        fn no_line_is_dropped(lines in prop::collection::vec("[^\r\n]{0,40}", 0..20)) {
            let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
            let read = parse(&lines.join("\n")).len();
            prop_assert!(read == filled || read + 1 == filled, "{} of {}", read, filled);
        }
    }
}
